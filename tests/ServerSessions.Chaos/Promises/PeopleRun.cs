using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Compare;
using ServerSessions.Chaos.Load;
using ServerSessions.Chaos.Running;
using ServerSessions.Chaos.Servers;
using ServerSessions.Reports;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Promises;

/// <summary>An application with people and two workers on a server. People are erased one after another while they and another person, who stays, go on.</summary>
internal sealed class PeopleRun : IAsyncDisposable
{
    private const string Staying = "bob@example.org";

    // An erasure also covers the five seconds after it, by which clocks may differ: what is done then must not be left, what is done later is new.
    private static readonly TimeSpan GoesOn = TimeSpan.FromSeconds(2);

    private readonly ChaosRun _run;
    private readonly IChaosServer _server;
    private readonly Random _random;
    private readonly string _name;
    private readonly Child _web;
    private readonly StoredState _state;
    private readonly PersonBrowser _bob;
    private int _erased;
    private int _traces;
    private TimeSpan _gone;

    private PeopleRun(ChaosRun run, IChaosServer server, Random random, string name, Child web, StoredState state) =>
        (_run, _server, _random, _name, _web, _state, _bob) = (run, server, random, name, web, state, new PersonBrowser(web.Address));

    public static async Task<PeopleRun> StartAsync(ChaosRun run, IChaosServer server, Random random, string name)
    {
        var template = new ChildSettings
        {
            Role = ChildRole.People,
            Name = $"{name}-people",
            Folder = Directory.CreateDirectory(Path.Combine(run.Folder, name)).FullName,
            Configuration = server.Configuration,
            Partitions = 8,
            Seed = run.Options.Seed,
            NotesPeople = true,
        };
        var workers = Fleet.StartAsync(run, template, workers: 2, producers: 0);
        var web = run.Own(await Child.StartAsync(template));
        await workers;
        var people = new PeopleRun(run, server, random, name, web, run.Own(await StoredState.OpenAsync(template)));
        await people._bob.ArriveAsync(Staying);
        return people;
    }

    /// <summary>A person arrives with two browsers, goes on in both, and is erased while the server fails.</summary>
    public async Task EraseAsync(string email, Func<Task> fault)
    {
        await using var laptop = new PersonBrowser(_web.Address);
        await using var phone = new PersonBrowser(_web.Address);
        await laptop.ArriveAsync(email);
        await phone.ArriveAsync(email);
        await laptop.ReturnAsync(email);
        var search = await SearchAsync(email);
        var asked = 0L;
        var isOver = false;
        bool HasLeft() => Volatile.Read(ref asked) is not 0 and var at && Stopwatch.GetElapsedTime(at) > GoesOn;
        var clicking = Task.WhenAll(
            laptop.ClickAsync(HasLeft, new Random(_random.Next())), phone.ClickAsync(HasLeft, new Random(_random.Next())),
            _bob.ClickAsync(() => Volatile.Read(ref isOver), new Random(_random.Next())));
        var until = _random.Next(300);
        var failing = Task.Run(async () =>
        {
            await Task.Delay(until);
            await fault();
        });
        await Task.Delay(_random.Next(300));
        await Waiting.UntilAsync(async () => (await laptop.EraseAsync()).StatusCode == HttpStatusCode.Accepted);
        var since = Stopwatch.GetTimestamp();
        Volatile.Write(ref asked, since);
        _run.Tell($"  {_name}: {email} is erased, the server fails");
        await failing;
        await DoneAsync(laptop);
        Volatile.Write(ref isOver, true);
        await clicking;
        await SettledAsync();
        await DoneAsync(laptop);
        await LeftAsync(search, laptop, since);
        _erased++;
        var gone = Stopwatch.GetElapsedTime(since);
        _run.Tell($"  {_name}: searched {gone.TotalSeconds:0.0} s after the request");
        _gone = gone > _gone ? gone : _gone;
    }

    /// <summary>Compares what the other person has with what that person did.</summary>
    public async Task<PeopleFigures> FinishAsync()
    {
        await SettledAsync();
        var stats = await _web.StatsAsync();
        using var export = JsonDocument.Parse(await _bob.ReadAsync("/me/export"));
        var pages = Items(export, "sessions").SelectMany(s => s.GetProperty("steps").EnumerateArray())
            .Where(s => s.GetProperty("step").GetString()!.StartsWith("GET /page/", StringComparison.Ordinal)).Sum(s => s.GetProperty("count").GetInt32());
        return new PeopleFigures(_name, _erased, _traces, _bob.Pages, _bob.Pages - pages, stats.Dropped, _gone)
        {
            MissingKinds = [.. ((string[])["alerts", "consents", "settings"]).Where(kind => !Items(export, kind).Any())],
        };
    }

    public ValueTask DisposeAsync() => _bob.DisposeAsync();

    private static JsonElement.ArrayEnumerator Items(JsonDocument export, string kind) => export.RootElement.GetProperty(kind).EnumerateArray();

    // The person's ids as reports show them before, once everything of the person is stored; the search must find them then.
    private async Task<TraceSearch> SearchAsync(string email)
    {
        var reports = _state.Services.GetRequiredService<ISessionReports>();
        IReadOnlyList<SessionSummary> sessions = [];
        await Waiting.UntilAsync(async () => (sessions = (await reports.ListAsync(new SessionQuery { User = email })).Items) is { Count: 3 } && sessions.Any(s => !s.Live));
        var search = new TraceSearch().Add("name", email).Add("user", Pseudonym.TryParse(sessions[0].UserHash, out var user) ? user : throw new FormatException(sessions[0].UserHash));
        foreach (var session in sessions)
        {
            var id = SessionId.TryParse(session.Id, out var parsed) ? parsed : throw new FormatException(session.Id);
            var report = await reports.FindAsync(id);
            search.Add("session", id).Add("browser", Pseudonym.TryParse(report!.Key, out var key) ? key : throw new FormatException(report.Key));
        }

        var places = new OutsideSearch(_server.Servers);
        await Waiting.UntilAsync(async () => (await places.KeysAsync(search)).Any(f => f.Contains("user", StringComparison.Ordinal)));
        return search;
    }

    // While the server is away the page answers with an error.
    private static Task DoneAsync(PersonBrowser person) => Waiting.UntilAsync(
        async () => await person.TryReadAsync("/me/data") is { } erasure && erasure.Contains("\"state\":\"done\"", StringComparison.Ordinal));

    private async Task SettledAsync()
    {
        await Waiting.UntilAsync(async () => (await _web.StatsAsync()).Queued == 0);
        _run.Result.Require(await _state.SettleAsync(Waiting.Patience), $"{_name}: something was left in the log or the outbox");
    }

    // Late events can show a session that was not known; it is erased in a further round.
    private async Task LeftAsync(TraceSearch search, PersonBrowser person, long since)
    {
        var places = new OutsideSearch(_server.Servers);
        while ((await places.KeysAsync(search)).Count > 0 && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60))
            await Task.Delay(200);
        List<string> found = [.. await places.EverywhereAsync(search)];
        foreach (var path in (string[])[
            "/admin/sessions?limit=500", "/admin/alerts?limit=100", "/admin/decisions", "/admin/pipeline", "/admin/detectors", "/admin/pipeline/dead-letters", "/admin/privacy",
            "/admin/export/sessions.jsonl", "/me/sessions", "/me/activity", "/me/goals"])
        {
            found.AddRange(search.In(path, await person.ReadAsync(path)));
            found.AddRange(search.In("another person's " + path, await _bob.ReadAsync(path)));
        }

        foreach (var trace in found.Take(8))
            _run.Tell($"  {_name}: {trace}");
        _traces += found.Count;
    }
}
