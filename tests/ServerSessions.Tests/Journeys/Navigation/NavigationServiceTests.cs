using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Insights.Navigation;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Navigation;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys.Navigation;

/// <summary>From requests through commits to hours, and from hours to alerts.</summary>
public sealed class NavigationServiceTests
{
    private const double Week = 7 * 24 * 3600;

    private readonly RollBench _bench = new();
    private int _visitor;

    [Fact]
    public async Task A_release_that_breaks_a_link_becomes_one_alert_with_version_and_sessions()
    {
        var service = Service(DetectionMode.Alert);
        for (var week = 0; week < 5; week++)
            await HourAsync(service, week * Week, "/cart");
        await new Deployments(_bench.Storage).NoteAsync("1.4.2+abc", UnixTime.ToDate(At((5 * Week) - 60)), default);
        Assert.Empty(_bench.Accepted);
        await HourAsync(service, 5 * Week, "/gone");
        await HourAsync(service, (5 * Week) + 3600, "/gone");

        var alert = Assert.Single(_bench.Accepted);
        var finding = alert.Finding;
        Assert.Equal(("N1", ActorKind.Endpoint, Severity.Medium), (finding.Rule, finding.Subject.Kind, finding.Severity));
        Assert.Equal(UnixTime.ToDate(At(5 * Week)), finding.First);
        Assert.Contains("no session goes on to GET /cart (0, usual 60)", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("GET /gone (60, usual 0)", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("Version 1.4.2+abc runs since 2026-02-09 08:59 UTC.", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(3, finding.Evidence.Count);
        var stored = (await _bench.JourneysAsync()).ToDictionary(j => j.Id.ToString());
        Assert.All(finding.Evidence, e => Assert.Equal("GET /gone", stored[e.Session!].Steps[1].Name));
        Assert.Contains(finding.Measures, m => m is { Value: 60, Threshold: 20 });
        Assert.Equal(alert.Id, Assert.Single(await AlertsAsync()).Id);
    }

    [Fact]
    public async Task Until_the_rule_is_switched_on_its_findings_are_kept_and_not_sent()
    {
        var service = Service(DetectionMode.Observe);
        for (var week = 0; week < 6; week++)
            await HourAsync(service, week * Week, week < 5 ? "/cart" : "/gone");
        Assert.Empty(_bench.Accepted);
        Assert.Single(await AlertsAsync());
    }

    [Fact]
    public async Task Hours_written_by_commits_are_those_recomputed_from_journeys()
    {
        var hours = new NavigationHours(_bench.Storage);
        await WalkAsync(0, "/cart");
        await WalkAsync(3600, "/gone");
        await _bench.RollAllAsync();
        var hour = (Zero / 3_600_000_000) + 1;
        await hours.PackAsync(hour - 1, hour + 1, default);
        var committed = await hours.ReadAsync(0, long.MaxValue / 2, default);
        await hours.PackJourneysAsync(hour - 1, hour + 1, default);
        var recomputed = await hours.ReadAsync(0, long.MaxValue / 2, default);
        Assert.Equal(2, committed.Count);
        Assert.Equal(Text(committed), Text(recomputed));

        static string Text(Dictionary<long, NavigationHour> hours) => string.Join('\n', hours.OrderBy(h => h.Key).Select(h =>
            $"{h.Key} " + string.Join(' ', h.Value.Routes.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r =>
                $"{r.Key} {r.Value.Sessions} {r.Value.Errors} {string.Join(',', r.Value.Outcomes)} {string.Join(',', r.Value.Targets.OrderBy(t => t.Key, StringComparer.Ordinal))}"))));
    }

    [Fact]
    public async Task An_hour_is_judged_once_and_by_one_worker()
    {
        var (one, other) = (Service(DetectionMode.Alert), Service(DetectionMode.Alert));
        await WalkAsync(0, "/cart");
        _bench.MoveTo(At(2 * 3600));
        await _bench.RollAllAsync();
        Assert.Equal((true, false), (await one.RunAsync(default), await other.RunAsync(default)));
        _bench.MoveTo(At(3 * 3600));
        Assert.Equal((true, false), (await other.RunAsync(default), await one.RunAsync(default)));
    }

    // One hour of sixty visitors, and the service when their sessions have closed.
    private async Task HourAsync(NavigationService service, double at, string next)
    {
        await WalkAsync(at, next);
        _bench.MoveTo(At(at + 3600 + (50 * 60)));
        await _bench.RollAllAsync();
        Assert.True(await service.RunAsync(default));
    }

    private async Task WalkAsync(double at, string next)
    {
        for (var i = 0; i < 60; i++)
            await _bench.AppendAsync(Page(at + i, "/goods/{id}", visitor: ++_visitor), Page(at + i + 20, next, visitor: _visitor));
        _bench.MoveTo(At(at + 3000));
        await _bench.RollAllAsync();
    }

    private NavigationService Service(DetectionMode mode)
    {
        var options = new DetectionOptions { Modes = { [NavigationRule.Id] = mode } };
        var hours = new NavigationHours(_bench.Storage);
        var alerts = new NavigationAlerts(
            _bench.Storage, new DetectionEngine([new NavigationRule()], options), new NavigationExamples(_bench.Storage), new Deployments(_bench.Storage), _bench);
        return new NavigationService(
            hours, alerts, JourneySettings.Default, InsightSettings.Default, _bench.Clock, NullLogger<NavigationService>.Instance);
    }

    private async Task<List<Alert>> AlertsAsync()
    {
        var all = new List<Alert>();
        for (var p = 0; p < _bench.Storage.Partitions; p++)
            all.AddRange((await _bench.Storage.ListAsync(p, CommitBuilder.AlertTable, DocumentRange.Oldest(100), default)).Select(d => AlertJson.Decode(d.Data.Span)));
        return all;
    }
}
