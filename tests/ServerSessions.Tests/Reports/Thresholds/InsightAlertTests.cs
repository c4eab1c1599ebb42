using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Reports;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Reports.Insights;
using ServerSessions.Reports.Thresholds;
using ServerSessions.Storage;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Thresholds;

/// <summary>Thresholds on figures, from requests to the alert and back, on a clock that the test moves.</summary>
public sealed class InsightAlertTests
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(31);

    [Fact]
    public async Task Crossing_a_threshold_raises_one_alert_and_coming_back_resolves_it()
    {
        var clock = new TestClock();
        var seen = new Seen();
        await using var app = await StartAsync(clock, seen);

        await HourAsync(app, clock, visitors: 6, orders: 1);
        var first = await RaisedAsync(app, clock, seen, count: 1);
        Assert.Equal(("insight", "few orders", Severity.High, ActorKind.Site), (first.Finding.Rule, first.Finding.Name, first.Finding.Severity, first.Finding.Subject.Kind));
        Assert.Equal("Conversion of people is below 0.5: 0.1667 in 6 sessions that began 2026-01-05 09:00 to 2026-01-05 10:00 UTC.", first.Finding.Reason);
        Assert.Equal(new Measure("conversion", 1.0 / 6, 0.5), Assert.Single(first.Finding.Measures));

        // Still below: no second alert. Then too few sessions: neither.
        await HourAsync(app, clock, visitors: 6, orders: 2);
        await ComparedAsync(app, clock);
        await HourAsync(app, clock, visitors: 3, orders: 3);
        Assert.False((await ComparedAsync(app, clock)).GetProperty("isJudged").GetBoolean());
        Assert.Equal(AlertState.Open, await StateAsync(app, first.Id));
        Assert.Single(seen.Alerts);

        await HourAsync(app, clock, visitors: 6, orders: 6);
        var back = await ComparedAsync(app, clock);
        Assert.Equal((JsonValueKind.Null, 1.0), (back.GetProperty("alert").ValueKind, back.GetProperty("value").GetDouble()));
        Assert.Equal(AlertState.Resolved, await StateAsync(app, first.Id));

        await HourAsync(app, clock, visitors: 6, orders: 0);
        var second = await RaisedAsync(app, clock, seen, count: 2);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(AlertState.Open, await StateAsync(app, second.Id));

        // One that is declared no more leaves nothing open.
        await Alerts(app, []).CompareAsync(clock.GetUtcNow(), default);
        Assert.Equal(AlertState.Resolved, await StateAsync(app, second.Id));
        Assert.Empty(await app.Services.GetRequiredService<InsightAlertStates>().ListAsync(default));
    }

    [Fact]
    public async Task What_a_person_has_decided_about_the_alert_stays()
    {
        var clock = new TestClock();
        var seen = new Seen();
        await using var app = await StartAsync(clock, seen);
        await HourAsync(app, clock, visitors: 6, orders: 1);
        var alert = await RaisedAsync(app, clock, seen, count: 1);
        await app.Services.GetRequiredService<ISessionAlerts>().DecideAsync(alert.Id, new AlertDecision { State = AlertState.FalsePositive, By = "Ann", SuppressFor = TimeSpan.Zero });
        await HourAsync(app, clock, visitors: 6, orders: 6);
        await ComparedAsync(app, clock);
        Assert.Equal(AlertState.FalsePositive, await StateAsync(app, alert.Id));
    }

    [Fact]
    public async Task No_visitors_at_all_are_below_a_threshold_of_sessions()
    {
        var clock = new TestClock();
        var seen = new Seen();
        await using var app = await StartAsync(clock, seen, new InsightAlert { Name = "silence", Figure = InsightFigure.Sessions, Below = 1, Window = TimeSpan.FromHours(1) });
        clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal("silence", (await RaisedAsync(app, clock, seen, count: 1)).Finding.Name);
    }

    [Fact]
    public async Task An_alert_about_a_cohort_compares_its_sessions_and_stands_still_while_there_is_none()
    {
        var clock = new TestClock();
        var seen = new Seen();
        await using var app = await StartAsync(clock, seen, new InsightAlert
        {
            Name = "all order",
            Figure = InsightFigure.Conversion,
            Goal = "order",
            Above = 0.9,
            MinimumSessions = 2,
            Segment = { "cohort:orders" },
            Window = TimeSpan.FromHours(1),
        });
        await HourAsync(app, clock, visitors: 6, orders: 2);
        var without = await ComparedAsync(app, clock);
        Assert.Equal((false, JsonValueKind.Null), (without.GetProperty("isJudged").GetBoolean(), without.GetProperty("value").ValueKind));
        Assert.Equal("There is no cohort \"orders\"; no cohort is declared or saved.", without.GetProperty("fault").GetString());
        Assert.Empty(seen.Alerts);

        var cohorts = app.Services.GetRequiredService<ISessionCohorts>();
        await cohorts.SaveAsync(new Cohort { Name = "orders", Segment = ["step:order"] });
        await HourAsync(app, clock, visitors: 6, orders: 2);
        var alert = await RaisedAsync(app, clock, seen, count: 1);
        Assert.StartsWith("Conversion of cohort:orders is above 0.9: 1 in 2 sessions", alert.Finding.Reason, StringComparison.Ordinal);

        await cohorts.RemoveAsync("orders");
        await HourAsync(app, clock, visitors: 6, orders: 6);
        Assert.Equal((alert.Id, false), ((await ComparedAsync(app, clock)).GetProperty("alert").GetString(), (await ComparedAsync(app, clock)).GetProperty("isJudged").GetBoolean()));
        Assert.Equal(AlertState.Open, await StateAsync(app, alert.Id));
    }

    [Fact]
    public async Task An_hour_is_compared_once_and_by_one_worker_and_a_second_time_raises_nothing_new()
    {
        var bench = new RollBench();
        var (one, other) = (Service(bench), Service(bench));
        bench.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal((true, false), (await one.RunAsync(default), await other.RunAsync(default)));
        Assert.Single(bench.Accepted);
        // A worker that ended before it noted the state raises the same alert again.
        await new InsightAlertStates(bench.Storage).RemoveAsync("silence", default);
        await Bare(bench).CompareAsync(bench.Accepted[0].Finding.Raised, default);
        Assert.Equal(bench.Accepted[0].Id, bench.Accepted[1].Id);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((true, false), (await other.RunAsync(default), await one.RunAsync(default)));
        Assert.Equal(2, bench.Accepted.Count);
    }

    [Fact]
    public async Task What_a_worker_writes_that_was_held_up_for_hours_does_not_replace_the_newer_comparison()
    {
        var bench = new RollBench();
        var documents = new FakeDocuments();
        var states = new InsightAlertStates(documents);
        var to = bench.Clock.GetUtcNow();
        var isHeldUp = true;
        documents.Fails = (_, _) =>
        {
            if (isHeldUp)
            {
                isHeldUp = false;
                Assert.True(states.KeepAsync("silence", new InsightAlertState(to.AddHours(-2), to.AddHours(-1), 3, 3, IsJudged: true, Alert: null), 0, default).AsTask().Result);
            }

            return false;
        };
        await Bare(bench, states).CompareAsync(to, default);
        var state = (await states.FindAsync("silence", default))!.Value.State;
        Assert.Equal((to, Assert.Single(bench.Accepted.DistinctBy(a => a.Id)).Id), (state.To, state.Alert));
    }

    private static InsightAlertService Service(RollBench bench) =>
        new(bench.Storage, Bare(bench), JourneySettings.Default, bench.Clock, NullLogger<InsightAlertService>.Instance);

    private static InsightAlerts Bare(RollBench bench, InsightAlertStates? states = null) => new(
        [new InsightAlert { Name = "silence", Figure = InsightFigure.Sessions, Below = 1 }], bench.Storage, new StoredJourneys(bench.Storage, new SegmentFilters(null!)), Resolver(bench),
        states ?? new InsightAlertStates(bench.Storage), null!, bench, NullLogger<InsightAlerts>.Instance);

    private static CohortResolver Resolver(RollBench bench) =>
        new([], new CohortStore(bench.Storage), new CohortUsers(bench.Storage), new KeptJourneys(bench.Storage, bench.Clock));

    private static InsightAlerts Alerts(TrackedApp app, IReadOnlyList<InsightAlert> declared) => new(
        declared, app.Services.GetRequiredService<ISessionStorage>(), app.Services.GetRequiredService<StoredJourneys>(), app.Services.GetRequiredService<CohortResolver>(),
        app.Services.GetRequiredService<InsightAlertStates>(), app.Services.GetRequiredService<ISessionAlerts>(), app.Services.GetRequiredService<IAlertSink>(), NullLogger<InsightAlerts>.Instance);

    private static Task<TrackedApp> StartAsync(TestClock clock, Seen seen, InsightAlert? alert = null) => TrackedApp.StartAsync(
        a =>
        {
            a.MapGet("/", () => "home");
            a.MapGet("/order", (HttpContext c) =>
            {
                c.GetTrackedSession()!.Record("order", 10);
                return "thanks";
            });
            a.MapSessionTracking().AllowAnonymous();
        },
        services: s => s.AddSingleton<TimeProvider>(clock),
        options: o => o.InsightAlerts.Add(alert ?? new InsightAlert
        {
            Name = "few orders",
            Figure = InsightFigure.Conversion,
            Goal = "order",
            Below = 0.5,
            Window = TimeSpan.FromHours(1),
            MinimumSessions = 6,
            Severity = Severity.High,
        }),
        after: s => s.AddSingleton<ISessionAlertHandler>(seen));

    // Visits at the beginning of an hour, whose sessions have closed at its 32nd minute; then the hour in which they are compared begins.
    private static async Task HourAsync(TrackedApp app, TestClock clock, int visitors, int orders)
    {
        var closed = (await app.Reports.ListAsync(new SessionQuery { Limit = SessionQuery.MaxLimit })).Items.Count;
        for (var i = 0; i < visitors; i++)
        {
            var visitor = app.Visitor();
            await visitor.GetAsync("/");
            await visitor.GetAsync(i < orders ? "/order" : "/");
        }

        clock.Advance(HalfHour);
        await app.ClosedAsync(closed + visitors);
        clock.Advance(TimeSpan.FromHours(2) - HalfHour);
    }

    private static async Task<Alert> RaisedAsync(TrackedApp app, TestClock clock, Seen seen, int count)
    {
        await ComparedAsync(app, clock);
        await Waiting.UntilAsync(() => seen.Alerts.Count >= count, what: "the alert is at its handler");
        return seen.Alerts.Last();
    }

    private static async Task<JsonElement> ComparedAsync(TrackedApp app, TestClock clock)
    {
        var to = clock.GetUtcNow().AddHours(-1);
        JsonElement alert = default;
        await Waiting.UntilAsync(
            async () =>
            {
                // The hosted loop waits by the clock, which stands still: whichever of the two comes first does it.
                await app.Services.GetRequiredService<InsightAlertService>().RunAsync(default);
                alert = (await app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/insights/alerts")).GetProperty("items")[0];
                return alert.GetProperty("to") is { ValueKind: JsonValueKind.String } compared && compared.GetDateTimeOffset() >= to;
            },
            what: "the figures are compared");
        return alert;
    }

    private static async Task<AlertState?> StateAsync(TrackedApp app, string id) => (await app.Services.GetRequiredService<ISessionAlerts>().FindAsync(id))?.State;

    // A delivery whose claim ends while it is under way, here by a step of the clock, comes again with the same id.
    private sealed class Seen : ISessionAlertHandler
    {
        private readonly ConcurrentDictionary<string, bool> _ids = new(StringComparer.Ordinal);

        public ConcurrentQueue<Alert> Alerts { get; } = [];

        public Task HandleAsync(Alert alert, CancellationToken cancellationToken)
        {
            if (_ids.TryAdd(alert.Id, true))
                Alerts.Enqueue(alert);
            return Task.CompletedTask;
        }
    }
}
