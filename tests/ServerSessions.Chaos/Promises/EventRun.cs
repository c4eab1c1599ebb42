using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Compare;
using ServerSessions.Chaos.Faults;
using ServerSessions.Chaos.Journal;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Promises;

/// <summary>What promises about events share: a fleet on a server, faults, an end, and the comparison.</summary>
internal sealed class EventRun
{
    private static readonly TimeSpan SettleTimeout = Waiting.Patience;

    private readonly ChaosRun _run;

    private EventRun(ChaosRun run, IChaosServer server, Fleet fleet, StoredState state)
    {
        (_run, Server, Fleet, State) = (run, server, fleet, state);
        Faults = new FaultRunner(run, fleet, server);
    }

    public IChaosServer Server { get; }

    public Fleet Fleet { get; }

    public StoredState State { get; }

    public FaultRunner Faults { get; }

    public static async Task<EventRun> StartAsync(ChaosRun run, IChaosServer server, int workers, int producers, Func<ChildSettings, ChildSettings>? configure = null)
    {
        var template = new ChildSettings
        {
            Role = ChildRole.Worker,
            Name = "harness",
            Folder = run.Folder,
            Configuration = server.Configuration,
            Seed = run.Options.Seed,
            Sabotage = run.Options.Sabotage,
        };
        template = configure?.Invoke(template) ?? template;
        var fleet = await Fleet.StartAsync(run, template, workers, producers);
        var state = run.Own(await StoredState.OpenAsync(template));
        run.Tell($"{workers} workers and {producers} producers run");
        return new EventRun(run, server, fleet, state);
    }

    /// <summary>Lets producers go on until a session has closed, then drain, workers roll to the end and stop, and compares.</summary>
    public async Task<EventTotals> FinishAsync()
    {
        if (!await State.WaitForClosedAsync(SettleTimeout))
            _run.Result.Require(false, $"no session was closed within {SettleTimeout.TotalSeconds} s");
        _run.Tell("the producers drain");
        var producers = await Task.WhenAll(Fleet.Producers.Select(p => p.Child.StopAsync()));
        _run.Tell("the workers roll what is left");
        if (!await State.SettleAsync(SettleTimeout))
            foreach (var left in (await State.StatusAsync()).Where(s => s.Backlog > 0 || s.Outbox > 0))
                _run.Result.Require(false, $"after {SettleTimeout.TotalSeconds} s there is something left to roll: {left}");
        var workers = await Task.WhenAll(Fleet.Workers.Select(w => w.Child.StopAsync()));
        var sent = JournalReader.Read(State.Settings.Folder);
        var stored = await State.ReadAsync();
        var totals = new EventTotals(
            Comparison.Of(sent, stored.Events), sent, stored, [.. producers.OfType<ChildStats>()], [.. workers.OfType<ChildStats>()]);
        foreach (var example in totals.Verdict.Examples)
            _run.Tell($"  {example}");
        return totals;
    }
}
