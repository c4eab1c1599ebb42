using System.Threading.Channels;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Simulation.Shop.Capture;
using ServerSessions.Simulation.Shop.History;
using ServerSessions.Simulation.Shop.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Simulation.Shop;

/// <summary>A small history of five weeks, written into a storage.</summary>
public class DemoHistoryTests
{
    private static readonly DateTimeOffset Until = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<IReadOnlyList<RequestEvent>> Events = new(Make);

    private readonly InProcessStorage _storage = new(new InProcessStorageOptions(4), TimeProvider.System, new WaitClock(TimeProvider.System));
    private readonly JourneySettings _settings = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), ["checkout.order"], [], ["home"]);

    [Fact]
    public void The_events_are_in_order_and_end_before_now()
    {
        var times = Events.Value.Select(e => e.Time).ToList();
        Assert.Equal(times.Order(), times);
        Assert.InRange(UnixTime.ToDate(times[^1]), Until.AddDays(-1), Until);
        Assert.InRange(UnixTime.ToDate(times[0]), Until.AddDays(-35), Until.AddDays(-34));
    }

    [Fact]
    public void A_release_broke_two_links_for_two_days() =>
        Assert.All(
            Events.Value.Where(e => e is { Step: "category", Outcome: Outcome.Missing }),
            e => Assert.InRange(UnixTime.ToDate(e.Time), Until.AddDays(-5), Until.AddDays(-3)));

    [Fact]
    public async Task Its_journeys_are_those_of_the_pipeline_and_its_rollups_count_them()
    {
        var offline = new List<Journey>();
        var pipeline = new OfflinePipeline(_settings, Engine(), ShopEndpoints.Catalog) { Closed = offline.Add };
        foreach (var e in Events.Value)
            pipeline.Add(e);
        pipeline.AdvanceTo(Until.ToMicroseconds());

        await WriteAsync();
        var codec = new JourneyCodec(new StringPool());
        var stored = (await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 10_000), default)).Select(s => codec.Decode(s)).ToList();
        Assert.Equal(Facts(offline), Facts(stored));
        Assert.NotEmpty(stored);

        var hours = await _storage.ReadRollupsAsync(SiteFold, 0, Until.ToUnixTimeSeconds() / 3600, default);
        Assert.Equal(
            Events.Value.Count(e => SiteKinds.Of(e) == SiteKind.LoginFailures),
            hours.Sum(hour => hour.Value.Where(f => SiteKinds.OfField(f.Key) == SiteKind.LoginFailures).Sum(f => f.Value)));
    }

    [Fact]
    public async Task The_weekly_attacks_are_found_and_nothing_of_it_is_sent_or_answered()
    {
        await WriteAsync();
        var alerts = (await _storage.ListAsync(0, CommitBuilder.AlertTable, new DocumentRange(long.MinValue, long.MaxValue, 1_000), default)).ToList();
        for (var partition = 1; partition < _storage.Partitions; partition++)
            alerts.AddRange(await _storage.ListAsync(partition, CommitBuilder.AlertTable, new DocumentRange(long.MinValue, long.MaxValue, 1_000), default));
        var found = alerts.Select(a => AlertJson.Decode(a.Data.Span).Finding.Rule).ToHashSet();
        Assert.Superset(new HashSet<string> { "D1", "D7", "D13" }, found);
        for (var partition = 0; partition < _storage.Partitions; partition++)
            Assert.All(await _storage.ReadOutboxAsync(partition, 10_000, default), entry => Assert.Equal(OutboxKind.UserIndex, entry.Item.Kind));
    }

    [Fact]
    public async Task Its_figures_are_of_people_and_its_attacks_are_apart()
    {
        await WriteAsync();
        var codec = new JourneyCodec(new StringPool());
        var stored = (await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 10_000), default)).Select(s => codec.Decode(s)).ToList();
        Assert.Contains(stored, j => j.Actor == SessionActor.Attacker && j.Alerts.Count > 0);
        Assert.InRange(stored.Count(j => j.Actor == SessionActor.Person), 1, stored.Count - 1);
        await RolledUp.EqualsRecomputedAsync(_storage, stored, _settings.Insights);
    }

    [Fact]
    public async Task Visits_come_from_somewhere_every_order_has_its_value_and_every_sign_in_the_customers_trait()
    {
        await WriteAsync();
        var codec = new JourneyCodec(new StringPool());
        var stored = (await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 10_000), default)).Select(s => codec.Decode(s)).ToList();
        var people = stored.Where(j => j.Actor == SessionActor.Person).ToList();
        Assert.Superset(
            new HashSet<ReferrerClass> { ReferrerClass.Direct, ReferrerClass.Search, ReferrerClass.Social, ReferrerClass.Mail }, people.Select(j => j.ReferrerClass).ToHashSet());
        Assert.Superset(new HashSet<string?> { "newsletter", "google", null }, people.Select(j => j.Campaign?.Source).ToHashSet());
        var orders = stored.Where(j => j.Steps.Any(s => s.Name == "order")).ToList();
        Assert.NotEmpty(orders);
        Assert.Equal(Events.Value.Count(e => e.Step == "order"), orders.Sum(j => j.Steps.Where(s => s.Name == "order").Sum(s => s.Count)));
        Assert.Superset(new HashSet<string> { "new", "returning" }, people.Where(j => !j.User.IsNone).Select(j => Assert.Single(j.Traits).Value).ToHashSet());
        Assert.All(orders.SelectMany(j => j.Steps).Where(s => s.Name == "order"), s => Assert.InRange(EventValue.Of(s.Properties)!.Value.Value, 9.5m, 10_000m));
    }

    [Fact]
    public async Task Browsers_report_their_pages_and_a_tip_is_measured_against_its_holdout()
    {
        await WriteAsync();
        var codec = new JourneyCodec(new StringPool());
        var stored = (await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 10_000), default)).Select(s => codec.Decode(s)).ToList();
        var steps = stored.Where(j => j.Actor == SessionActor.Person).SelectMany(j => j.Steps).ToList();
        Assert.InRange(steps.Count(s => s.Engagement is not null), steps.Count / 8, steps.Count);
        Assert.Contains(steps, s => s.Engagement is { DeadClicks: > 0 });
        Assert.Superset(new HashSet<string> { "Number", "PostalCode" }, Events.Value.SelectMany(e => e.Detail?.Browser?.Fields ?? []).Select(f => f.Name).ToHashSet());
        Assert.DoesNotContain(Events.Value.SelectMany(e => e.Detail?.Browser?.Fields ?? []), f => f.Name is "token" or "slug");
        var exposed = stored.SelectMany(j => j.Exposures).Where(e => e.Experiment.StartsWith("nudge", StringComparison.Ordinal)).ToList();
        Assert.Contains(exposed, e => e is { Experiment: "nudge:payment-help", Variant: "shown" });
        Assert.All(exposed, e => Assert.Contains(e.Variant, (string[])["shown", "holdout"]));
    }

    [Fact]
    public async Task A_storage_that_holds_journeys_is_left_alone()
    {
        await WriteAsync();
        Assert.Null(await HistoryWriter.TryOpenAsync(_storage, _settings, Engine(), ShopEndpoints.Catalog, default));
    }

    [Fact]
    public async Task A_partition_of_another_worker_is_not_written_to_and_the_others_are_given_back()
    {
        await _storage.AcquireAsync(2, "other", TimeSpan.FromMinutes(1), default);
        Assert.Null(await HistoryWriter.TryOpenAsync(_storage, _settings, Engine(), ShopEndpoints.Catalog, default));
        Assert.NotNull(await _storage.AcquireAsync(0, "third", TimeSpan.FromMinutes(1), default));
    }

    private async Task WriteAsync()
    {
        await using var writer = await HistoryWriter.TryOpenAsync(_storage, _settings, Engine(), ShopEndpoints.Catalog, default);
        foreach (var some in Events.Value.Chunk(500))
        {
            foreach (var e in some)
                writer!.Add(e);
            await writer!.CommitAsync(default);
        }

        writer!.AdvanceTo(Until.ToMicroseconds());
        await writer.CommitAsync(default);
    }

    private static IReadOnlyList<RequestEvent> Make()
    {
        var events = Channel.CreateUnbounded<IReadOnlyList<RequestEvent>>();
        DemoHistory.Make(new NumberedNames(), Until, visits: 150, events.Writer);
        var all = new List<RequestEvent>();
        while (events.Reader.TryRead(out var some))
            all.AddRange(some);
        return all;
    }

    private static DetectionEngine Engine() => new(BuiltInRules.All(new DetectionOptions()), new DetectionOptions());

    private const string SiteFold = CommitBuilder.SiteFold;

    private static IEnumerable<(Pseudonym, DateTimeOffset, int, JourneyClass)> Facts(IEnumerable<Journey> journeys) =>
        journeys.Select(j => (j.Key, j.Start, j.Steps.Count, j.Class)).Order();
}
