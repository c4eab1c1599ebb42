using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Cohorts;

/// <summary>How long a user stays in a cohort, and what becomes of kept answers.</summary>
public sealed class CohortUsersTests
{
    private const double Day = 86_400;
    private static readonly DateTimeOffset Zero = UnixTime.ToDate(SampleRequests.Zero);
    private static readonly DateTimeOffset Midnight = new(Zero.UtcDateTime.Date, TimeSpan.Zero);

    private readonly TestClock _clock = new(Zero.AddDays(3));

    [Fact]
    public async Task A_user_leaves_all_cohorts_when_erased_and_cached_answers_with_them()
    {
        var storage = Storage();
        await using var node = InsightNode.Create(storage, _clock);
        for (var visitor = 0; visitor < 40; visitor++)
            await WriteAsync(storage, 0, visitor, "A", "B");
        await node.Cohorts.SaveAsync(Users("early", "step:A"));
        await node.Cohorts.SaveAsync(Users("again", "step:B"));
        Assert.Equal((40, 40), (await SessionsAsync(node, "cohort:early"), await SessionsAsync(node, "cohort:again")));
        Assert.Equal(40, await SessionsAsync(node, "cohort:early"));
        Assert.Equal((1, 2), (node.Hits, node.Misses));

        await node.Get<CohortUsers>().ForgetAsync(UserOf(7), default);

        Assert.Equal((39, 39), (await SessionsAsync(node, "cohort:early"), await SessionsAsync(node, "cohort:again")));
        Assert.Equal(39, (await node.Cohorts.FindAsync("early"))!.Users);
        Assert.Equal(1, node.Hits);
        Assert.DoesNotContain(await DocumentsAsync(storage), d => UserDay.Decode(d.Data.Span).Any(u => u.User == UserOf(7)));
    }

    [Fact]
    public async Task A_user_leaves_with_the_newest_session_that_put_them_there()
    {
        var storage = Storage(maxJourneys: 4);
        await using var node = InsightNode.Create(storage, _clock);
        await WriteAsync(storage, 0, 0, "A");
        await WriteAsync(storage, 0, 1, "A");
        await WriteAsync(storage, Day, 1, "A");
        await WriteAsync(storage, Day, 2, "B");
        await node.Cohorts.SaveAsync(Users("early", "step:A"));
        Assert.Equal(2, (await node.Cohorts.FindAsync("early"))!.Users);

        // The storage keeps four: the two of the first day go.
        await WriteAsync(storage, 2 * Day, 0, "A");
        await WriteAsync(storage, 2 * Day, 2, "A");
        Assert.Equal(1, (await node.Cohorts.FindAsync("early"))!.Users);
        Assert.Equal(1, await SessionsAsync(node, "cohort:early"));
        Assert.Contains(await DocumentsAsync(storage), d => UserDay.Decode(d.Data.Span).Any(u => u.User == UserOf(0)));

        await node.Get<CohortRetention>().RunAsync(default);
        Assert.DoesNotContain(await DocumentsAsync(storage), d => UserDay.Decode(d.Data.Span).Any(u => u.User == UserOf(0)));
        Assert.Contains(await DocumentsAsync(storage), d => UserDay.Decode(d.Data.Span).Any(u => u.User == UserOf(1)));
    }

    [Fact]
    public async Task What_a_saving_leaves_behind_is_removed_an_hour_later_and_not_before()
    {
        var storage = Storage();
        await using var node = InsightNode.Create(storage, _clock);
        await WriteAsync(storage, 0, 0, "A");
        await node.Cohorts.SaveAsync(Users("early", "step:A"));
        // A worker that ended before it wrote the cohort itself.
        await node.Get<CohortUsers>().WriteAsync("lost", _clock.GetUtcNow(), [new UserDay(UserOf(0), 20_000)], default);
        await node.Get<CohortRetention>().RunAsync(default);
        Assert.Equal(2, (await DocumentsAsync(storage)).Count);
        _clock.Advance(TimeSpan.FromMinutes(61));
        await node.Get<CohortRetention>().RunAsync(default);
        Assert.Single(await DocumentsAsync(storage));
        await node.Cohorts.SaveAsync(Users("early", "step:A"));
        Assert.Single(await DocumentsAsync(storage));
        Assert.True(await node.Cohorts.RemoveAsync("early"));
        Assert.Empty(await DocumentsAsync(storage));
    }

    [Fact]
    public async Task An_answer_is_not_kept_beyond_a_change_of_its_cohort()
    {
        var storage = Storage();
        await using var node = InsightNode.Create(storage, _clock);
        await WriteAsync(storage, 0, 0, "A");
        await WriteAsync(storage, 0, 1, "B");
        await node.Cohorts.SaveAsync(new Cohort { Name = "some", Segment = ["step:A"] });
        Assert.Equal(1, await SessionsAsync(node, "cohort:some"));
        await node.Cohorts.SaveAsync(new Cohort { Name = "some", Segment = ["actor:all"] });
        Assert.Equal(2, await SessionsAsync(node, "cohort:some"));
        await node.Cohorts.SaveAsync(Users("some", "step:B"));
        Assert.Equal(1, await SessionsAsync(node, "cohort:some"));
        Assert.Equal((0, 3), (node.Hits, node.Misses));
        // The same segment in words is the same question.
        await node.Cohorts.SaveAsync(new Cohort { Name = "some", Segment = ["step:A"] });
        await SessionsAsync(node, "step:A");
        Assert.Equal(1, node.Hits);
    }

    [Fact]
    public void More_users_than_a_cohort_can_have_are_refused()
    {
        var (fold, other) = (new CohortFold(), new CohortFold());
        for (var i = 0; i < CohortFold.Most; i++)
            fold.Add(ClosedJourneys.Of(0, 0, "A").By(i));
        fold.Add(ClosedJourneys.Of(0, 0, "A").By(5));
        fold.Add(ClosedJourneys.Of(0, 0, "A"));
        Assert.Equal(CohortFold.Most, fold.Count);
        other.Add(ClosedJourneys.Of(0, 0, "A").By(CohortFold.Most));
        Assert.Contains("more than 100000 users", Assert.Throws<ArgumentException>(() => fold.Merge(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_and_one_saved_cohorts_are_refused_and_one_of_them_can_be_replaced()
    {
        await using var node = InsightNode.Create(Storage(), _clock);
        for (var i = 0; i < CohortStore.Most; i++)
            await node.Cohorts.SaveAsync(new Cohort { Name = $"c{i}", Segment = ["step:A"] });
        await node.Cohorts.SaveAsync(new Cohort { Name = "c5", Segment = ["step:B"] });
        Assert.Contains("100 saved cohorts", (await Assert.ThrowsAsync<ArgumentException>(async () => await node.Cohorts.SaveAsync(new Cohort { Name = "more", Segment = ["step:A"] }))).Message, StringComparison.Ordinal);
        Assert.Equal(CohortStore.Most, (await node.Cohorts.ListAsync()).Count);
    }

    private static InProcessStorage Storage(int maxJourneys = 1_000) =>
        new(new InProcessStorageOptions(Partitions: 4, MaxJourneys: maxJourneys), new TestClock(Zero));

    private static Cohort Users(string name, string segment) => new() { Name = name, Kind = CohortKind.Users, Segment = [segment], From = Midnight, To = Midnight.AddDays(2) };

    private static Pseudonym UserOf(int visitor) => ClosedJourneys.Of(0, 0, "A").By(visitor).User;

    private static Task WriteAsync(InProcessStorage storage, double at, int visitor, params string[] steps) =>
        new JourneyWriter(storage, JourneySettings.Default).CloseAsync(ClosedJourneys.Of(at, visitor, steps).By(visitor));

    private static async Task<long> SessionsAsync(InsightNode node, string segment) =>
        (await node.Insights.PathsAsync(query: new InsightQuery { From = Midnight, To = Midnight.AddDays(2), Segment = Segment.Parse([segment]), Rollups = false })).Sessions;

    private static async Task<IReadOnlyList<Document>> DocumentsAsync(InProcessStorage storage)
    {
        var documents = new List<Document>();
        for (var partition = 0; partition < storage.Partitions; partition++)
            documents.AddRange(await storage.ListAsync(partition, CohortUsers.Table, DocumentRange.Oldest(1_000), default));
        return documents;
    }
}
