using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Reports;
using ServerSessions.Reports.Caching;
using ServerSessions.Reports.Insights;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Caching;

public class InsightCacheTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Midnight = new(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly InsightQuestion Yesterday = new("paths", Midnight.AddDays(-1), Midnight, FromRollups: false);

    private readonly TestClock _clock = new(Now);
    private readonly InProcessStorage _storage;

    public InsightCacheTests() => _storage = new InProcessStorage(new InProcessStorageOptions(Partitions: 4), _clock);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    // Three of the five days are over: of these, what they fold to is kept.
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    public async Task Answers_from_what_is_kept_are_the_computed_ones_whatever_happens_to_the_data_in_process(int seed, int daysAhead)
    {
        await using var cached = Node(CachedAnswers.Declare);
        await using var computing = Node(o =>
        {
            CachedAnswers.Declare(o);
            o.InsightCache.Enabled = false;
        });
        await CachedAnswers.CheckAsync(seed, 60, _storage, Now.AddDays(daysAhead), [cached], computing);

        Assert.InRange(cached.Hits, 10, long.MaxValue);
        Assert.Equal((0, 0, 0), (computing.Hits, computing.Misses, cached.Failures));
    }

    [Fact]
    public async Task Of_a_range_that_reaches_into_today_only_the_journeys_of_today_are_read_again()
    {
        var (storage, spy) = SpyStorage.Around(_storage);
        await using var node = InsightNode.Create(storage, _clock, CachedAnswers.Declare);
        var query = new InsightQuery { From = Midnight.AddDays(-3), To = Midnight.AddDays(1) };
        await node.Insights.LatencyAsync(query);
        spy.Scanned.Clear();

        await node.Insights.LatencyAsync(query);
        Assert.All(spy.Scanned, from => Assert.Equal(Midnight.ToUnixTimeMilliseconds(), from));
        Assert.Equal(_storage.Partitions, spy.Scanned.Count);
        _clock.Advance(TimeSpan.FromDays(1));
        await node.Insights.LatencyAsync(query);
        Assert.Contains(Midnight.AddDays(-3).ToUnixTimeMilliseconds(), spy.Scanned);
    }

    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(2, 2)]
    public async Task A_fold_of_days_that_are_over_is_kept_where_it_has_room(double mebibytes, int made)
    {
        await using var node = Node(o => o.InsightCache.MaxBytes = 1 << 20);
        var folds = 0;
        for (var i = 0; i < 2; i++)
            await node.Get<KeptFolds>().GetAsync(Yesterday, () => Task.FromResult(++folds), _ => (long)(mebibytes * (1 << 20)), default);
        Assert.Equal(made, folds);
    }

    [Fact]
    public void A_fold_takes_what_it_holds_however_many_journeys_it_has_seen()
    {
        var journeys = Enumerable.Range(1, 1_000).Select(user => Walks.Of("A B C", user: user)).ToList();
        var (times, people) = (new LatencyFold(), new RetentionFold(new RetentionQuery(), InsightSettings.Default));
        for (var i = 0; i < 40_000; i++)
        {
            times.Add(journeys[i % journeys.Count]);
            people.Add(journeys[i % journeys.Count]);
        }

        Assert.InRange(Bytes(times), 1, 1 << 20);
        Assert.InRange(Bytes(people), 1_000 * 100, 1_000 * 1_000);
        // Another one does not know.
        Assert.InRange(Bytes("something"), 1_000_000 * 20L, long.MaxValue);

        static long Bytes<T>(T fold) => new Folded<T>(fold, new LeftOut(), new InsightScope(Yesterday.From, Yesterday.To, "journeys", 1_000_000, true)).Bytes;
    }

    [Fact]
    public async Task An_answer_computed_while_journeys_close_is_not_served_afterwards_in_process()
    {
        await using var cached = Node(CachedAnswers.Declare);
        await using var computing = Node(o =>
        {
            CachedAnswers.Declare(o);
            o.InsightCache.Enabled = false;
        });

        await CachedAnswers.CheckBesideAsync(4, 200, _storage, Now, [cached], computing);
    }

    [Fact]
    public async Task Equal_questions_that_come_together_are_computed_once()
    {
        await using var node = Node();
        var (begun, answer) = (new TaskCompletionSource(), new TaskCompletionSource<PathReport>());
        var computed = 0;
        async ValueTask<PathReport> ComputeAsync(CancellationToken token)
        {
            Interlocked.Increment(ref computed);
            begun.TrySetResult();
            return await answer.Task.WaitAsync(token);
        }

        var first = AskAsync(node, ComputeAsync).AsTask();
        await begun.Task;
        var others = Enumerable.Range(0, 20).Select(_ => AskAsync(node, ComputeAsync).AsTask()).ToList();
        answer.SetResult(new PathReport { Sessions = 7 });

        Assert.All(await Task.WhenAll([first, .. others]), r => Assert.Equal(7, r.Sessions));
        Assert.Equal(1, computed);
        Assert.Equal((20, 1), (node.Hits, node.Misses));
    }

    [Fact]
    public async Task A_caller_that_leaves_takes_the_answer_of_no_other_away()
    {
        await using var node = Node();
        using var leaving = new CancellationTokenSource();
        var (begun, answer) = (new TaskCompletionSource(), new TaskCompletionSource<PathReport>());
        async ValueTask<PathReport> ComputeAsync(CancellationToken token)
        {
            begun.TrySetResult();
            return await answer.Task.WaitAsync(token);
        }

        var first = AskAsync(node, ComputeAsync, leaving.Token).AsTask();
        await begun.Task;
        var second = AskAsync(node, ComputeAsync).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(new PathReport { Sessions = 7 });

        Assert.Equal(7, (await second).Sessions);
        Assert.Equal(7, (await AskAsync(node, Never)).Sessions);
    }

    [Fact]
    public async Task A_query_that_every_caller_has_cancelled_is_started_anew()
    {
        await using var node = Node();
        using var leaving = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var first = AskAsync(
            node,
            async token =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return new PathReport();
            },
            leaving.Token).AsTask();
        await begun.Task;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Assert.Equal(7, (await AskAsync(node, _ => new(new PathReport { Sessions = 7 }))).Sessions);
    }

    [Fact]
    public async Task A_failure_reaches_its_callers_and_is_not_kept()
    {
        await using var node = Node();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => AskAsync(node, _ => throw new StorageUnavailableException("It is away.")).AsTask());

        Assert.Equal(7, (await AskAsync(node, _ => new(new PathReport { Sessions = 7 }))).Sessions);
    }

    [Theory]
    [InlineData("the day lasts", 0, 1, 1)]
    [InlineData("a part of the range is of a day that lasts", -3, 0.25, 1)]
    [InlineData("the range is empty", -1, -1, 1)]
    [InlineData("the range is long over", -9, -3, 0)]
    [InlineData("the day is over since midnight", -1, 0, 0)]
    public async Task Only_answers_about_days_that_are_over_are_kept(string what, double from, double to, int more)
    {
        await using var node = Node();
        var question = new InsightQuestion("paths", Midnight.AddDays(from), Midnight.AddDays(to), FromRollups: false);
        var computed = 0;
        for (var i = 0; i < 2; i++)
            await node.Cache.AnswerAsync(question, ReportsJsonContext.Default.PathReport, _ => new(new PathReport { Sessions = ++computed }), default);

        Assert.True(computed == 1 + more, what);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_given_and_not_kept()
    {
        await using var node = Node();
        var entries = Enumerable.Range(0, 30_000).Select(i => new StepSessions($"GET /pages/{i:000000000000}", i)).ToList();

        for (var i = 0; i < 2; i++)
            Assert.Equal(entries, (await AskAsync(node, _ => new(new PathReport { Entries = entries }))).Entries);

        Assert.Equal((0, 2, 2), (node.Hits, node.Misses, node.Failures));
    }

    [Fact]
    public async Task The_memory_for_answers_is_bounded()
    {
        await using var node = Node(o => o.InsightCache.MaxBytes = 1 << 20);
        var entries = Enumerable.Range(0, 6_000).Select(i => new StepSessions($"GET /pages/{i:000000000000}", i)).ToList();
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < 20; i++)
                await node.Cache.AnswerAsync(
                    Yesterday with { Experiments = [$"{i}"] }, ReportsJsonContext.Default.PathReport, _ => new(new PathReport { Entries = entries }), default);

        Assert.Equal(40, node.Hits + node.Misses);
        // Each takes a quarter of a mebibyte and more.
        Assert.InRange(node.Hits, 0, 4);
    }

    [Fact]
    public async Task Answers_that_name_sessions_are_not_kept()
    {
        await using var node = Node();
        var query = new InsightQuery { From = Yesterday.From, To = Yesterday.To };
        await node.Insights.FrictionAsync(query with { Rollups = false });
        await node.Insights.FunnelSessionsAsync(new FunnelDefinition { Steps = ["A", "B"] }, new FunnelSessions(), query);
        await node.Insights.NavigationAsync(query.From, query.To);

        Assert.Equal((0, 0), (node.Hits, node.Misses));
    }

    [Fact]
    public async Task An_answer_that_depends_on_the_features_of_a_deployment_is_not_kept()
    {
        await using var node = Node();
        await node.Insights.PathsAsync(query: new InsightQuery { From = Yesterday.From, To = Yesterday.To, Segment = Segment.Parse(["feature:search"]) });

        Assert.Equal((0, 0), (node.Hits, node.Misses));
    }

    [Fact]
    public void Each_part_of_a_question_of_the_declarations_and_of_the_data_makes_another_key()
    {
        var funnel = new FunnelDefinition { Steps = ["A", "B"] };
        InsightQuestion[] questions =
        [
            Yesterday, Yesterday with { Insight = "latency" }, Yesterday with { From = Yesterday.From.AddDays(-1) }, Yesterday with { To = Yesterday.To.AddHours(-1) },
            Yesterday with { From = Yesterday.From.ToOffset(TimeSpan.FromHours(1)) }, Yesterday with { FromRollups = true }, Yesterday with { ReadFrom = Yesterday.From.AddDays(-1) },
            Yesterday with { Segment = Segment.Parse(["user:known"]) }, Yesterday with { Segment = Segment.Parse(["user:anonymous"]) },
            Yesterday with { Funnel = funnel }, Yesterday with { Funnel = funnel with { Name = "way" } }, Yesterday with { Funnel = funnel with { Steps = ["A", "B?", "C"] } },
            Yesterday with { Funnel = funnel with { Order = FunnelOrder.Strict } }, Yesterday with { Funnel = funnel with { Unit = FunnelUnit.User } },
            Yesterday with { Funnel = funnel with { Window = null } }, Yesterday with { Funnel = funnel with { Excluded = ["X"] } }, Yesterday with { Breakdown = "user" },
            Yesterday with { Paths = new PathQuery() }, Yesterday with { Paths = new PathQuery("A") }, Yesterday with { Paths = new PathQuery("A", 3) }, Yesterday with { Paths = new PathQuery("A", 3, true) },
            Yesterday with { Retention = new RetentionQuery() }, Yesterday with { Retention = new RetentionQuery { Period = RetentionPeriod.Week } },
            Yesterday with { Retention = new RetentionQuery { UsersOnly = false } }, Yesterday with { Retention = new RetentionQuery { Start = "A" } },
            Yesterday with { Retention = new RetentionQuery { Return = "A" } }, Yesterday with { Experiments = ["button"] }, Yesterday with { Course = new Course("way", ["A", "B"]) }, Yesterday with { Course = new Course("way", ["B", "A"]) },
            Yesterday with { Catalog = "v1" }, Yesterday with { Clicks = new ClickQuery("A") }, Yesterday with { Clicks = new ClickQuery("A", "phone") }, Yesterday with { Clicks = new ClickQuery() },
        ];
        var none = new InsightDeclarations([], [], [], [], [], TimeZoneInfo.Utc.ToSerializedString());
        InsightDeclarations[] declarations =
        [
            none with { Flows = [new Flow("way", ["A", "B"])] }, none with { Flows = [new Flow("way", ["A", "C"])] }, none with { Funnels = [funnel] }, none with { Goals = ["A"] },
            none with { Experiments = [new Experiment("button")] }, none with { Experiments = [new Experiment("button") { Unit = ExperimentUnit.User }] },
            none with { Experiments = [new Experiment("button", [new ExperimentVariant("A", 2), new ExperimentVariant("B")])] }, none with { Features = [new Feature("search", ["A"])] },
            none with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo").ToSerializedString() },
        ];
        var build = Guid.NewGuid();

        string[] keys =
        [
            .. questions.Select(q => new InsightKey(build, "1", none, q).ToString()), .. declarations.Select(d => new InsightKey(build, "1", d, Yesterday).ToString()),
            new InsightKey(build, "2", none, Yesterday).ToString(), new InsightKey(Guid.NewGuid(), "1", none, Yesterday).ToString(),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], new InsightKey(build, "1", none with { Goals = [] }, Yesterday with { Segment = new Segment([]) }).ToString());
        Assert.All(keys, k => Assert.Matches("^[0-9a-f]{64}$", k));
    }

    private InsightNode Node(Action<SessionTrackingOptions>? options = null) => InsightNode.Create(_storage, _clock, options);

    private static ValueTask<PathReport> AskAsync(InsightNode node, Func<CancellationToken, ValueTask<PathReport>> compute, CancellationToken cancellationToken = default) =>
        node.Cache.AnswerAsync(Yesterday, ReportsJsonContext.Default.PathReport, compute, cancellationToken);

    private static ValueTask<PathReport> Never(CancellationToken cancellationToken) => throw new InvalidOperationException("It was kept, and is computed again.");
}
