using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Compare;
using ServerSessions.Chaos.Load;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Promises;

/// <summary>What promises about requests share: a web application that captures, a worker that rolls, and visitors.</summary>
internal sealed class WebRun
{
    private static readonly TimeSpan SettleTimeout = Waiting.Patience;

    private readonly ChaosRun _run;
    private readonly ChildSettings _template;

    private WebRun(ChaosRun run, IChaosServer server, ChildSettings template, Fleet workers, Child web, StoredState state) =>
        (_run, Server, _template, Workers, Web, State) = (run, server, template, workers, web, state);

    public IChaosServer Server { get; }

    public Fleet Workers { get; }

    public Child Web { get; }

    public StoredState State { get; }

    public static async Task<WebRun> StartAsync(ChaosRun run, IChaosServer server, Func<ChildSettings, ChildSettings>? configure = null)
    {
        var template = new ChildSettings { Role = ChildRole.Web, Name = "web", Folder = run.Folder, Configuration = server.Configuration, Seed = run.Options.Seed };
        template = configure?.Invoke(template) ?? template;
        var workers = await Fleet.StartAsync(run, template, workers: 1, producers: 0);
        var web = run.Own(await Child.StartAsync(template));
        var state = run.Own(await StoredState.OpenAsync(template));
        run.Tell($"the application listens on {web.Address}");
        return new WebRun(run, server, template, workers, web, state);
    }

    /// <summary>Another application on the same storage.</summary>
    public async Task<Child> StartAnotherAsync(string name) => _run.Own(await Child.StartAsync(_template with { Name = name }));

    public IReadOnlyList<Visitor> Visitors(int count, Child? web = null)
    {
        var client = Visitor.Browser((web ?? Web).Address);
        return [.. Enumerable.Range(0, count).Select(_ => new Visitor(client))];
    }

    /// <summary>Waits until all is rolled, ends the worker, and reads.</summary>
    public async Task<StoredJourneys> FinishAsync()
    {
        _run.Result.Require(await State.SettleAsync(SettleTimeout), $"something was left in the log or the outbox after {SettleTimeout.TotalSeconds} s");
        await Task.WhenAll(Workers.Workers.Select(w => w.Child.StopAsync()));
        return await State.ReadAsync();
    }
}
