using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

public class PartitionRollerTests
{
    private static readonly string[] Writes =
        [nameof(ISessionStorage.CommitAsync), nameof(ISessionStorage.AcknowledgeOutboxAsync), nameof(ISessionStorage.AppendAsync)];

    [Fact]
    public async Task Workers_that_die_at_every_write_roll_everything_up_exactly_once()
    {
        var smooth = new RollBench();
        await Day(smooth, null, null);
        var rough = new RollBench();
        var failures = 0;
        var chance = new Random(7);
        await Day(rough, Fail, Fail); // before it takes effect, and after it has, when only the answer is lost

        Assert.InRange(failures, 50, int.MaxValue);
        Assert.Equal(await smooth.ResultAsync(), await rough.ResultAsync());
        Assert.Equal(Ids(smooth), Ids(rough));
        Assert.NotEmpty(Ids(smooth));
        Assert.Equal(12, (await rough.JourneysAsync()).Count);

        void Fail(string call)
        {
            if (!Writes.Contains(call) || chance.Next(4) > 0)
                return;
            failures++;
            throw new IOException($"{call} failed.");
        }
    }

    [Fact]
    public async Task Journeys_that_cannot_be_packed_hold_up_nothing()
    {
        var (smooth, damaged) = (new RollBench(), new RollBench());
        await Day(smooth, null, null);
        var packed = 0;
        await Day(damaged, call =>
        {
            if (call == nameof(ISessionStorage.PackJourneysAsync) && packed++ >= 0)
                throw new InvalidMessageException("No block.");
        }, null);
        Assert.InRange(packed, 1, int.MaxValue);
        Assert.Equal(await smooth.ResultAsync(), await damaged.ResultAsync());
    }

    [Fact]
    public async Task Rollups_that_cannot_be_packed_hold_up_nothing()
    {
        var (smooth, damaged) = (new RollBench(), new RollBench());
        var packed = 0;
        foreach (var bench in new[] { smooth, damaged })
        {
            await bench.AppendAsync(Traffic());
            await bench.RollAllAsync(call =>
            {
                if (call == nameof(ISessionStorage.CommitAsync))
                    bench.Clock.Advance(TimeSpan.FromHours(1));
                if (bench == damaged && call == nameof(ISessionStorage.PackRollupsAsync) && packed++ >= 0)
                    throw new InvalidMessageException("No columns.");
            });
        }

        Assert.InRange(packed, 1, int.MaxValue);
        Assert.Equal(await smooth.ResultAsync(), await damaged.ResultAsync());
    }

    [Fact]
    public async Task Rollups_of_the_day_that_is_not_over_are_packed_too()
    {
        var packed = new List<SpyStorage>();
        var bench = new RollBench
        {
            Around = inner =>
            {
                var (storage, spy) = SpyStorage.Around(inner);
                packed.Add(spy);
                return storage;
            },
        };
        await bench.AppendAsync(Traffic());
        await bench.RollAllAsync(call =>
        {
            if (call == nameof(ISessionStorage.CommitAsync))
                bench.Clock.Advance(TimeSpan.FromHours(1));
        });

        var hours = packed.SelectMany(s => s.Packed).ToList();
        Assert.NotEmpty(hours);
        var (first, last) = (DateTimeOffset.FromUnixTimeMilliseconds(SampleRequests.Zero / 1000).ToUnixTimeSeconds() / 3600, bench.Clock.GetUtcNow().ToUnixTimeSeconds() / 3600);
        Assert.All(hours, hour => Assert.InRange(hour, first + 1, last + 24));
        Assert.All(hours, hour => Assert.Equal(0, hour % 24));
    }

    [Fact]
    public async Task A_worker_that_takes_over_keeps_that_sessions_were_given_up_before()
    {
        const int Cap = 4;
        var bench = new RollBench(new JourneySettings(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], [], []) { Flood = FloodLimits.None with { Live = Cap } });
        var partition = bench.PartitionOf(Page(0, "/a"));
        var visitors = Enumerable.Range(1, 1_000).Where(v => bench.PartitionOf(Page(0, "/a", v)) == partition).Take(Cap + 1).ToList();
        await bench.AppendAsync(visitors.Select((v, i) => Page(i, "/a", v)));
        await bench.RollAllAsync();
        Assert.Equal(1, (await bench.Storage.StatusAsync(partition, default)).ClosedEarly);

        await bench.AppendAsync(Page(10, "/b", visitors[0]).From(1));
        await bench.RollAllAsync();

        var state = await bench.Storage.FindLiveAsync(partition, new LiveKey(ActorKind.Session, Visitor(visitors[0])), default);
        Assert.True(new LiveSessionCodec(new StringPool(), _ => DetectorInfo.DefaultCapacity).Decode(state!.Value).Gaps.HasGaps);
    }

    [Fact]
    public async Task A_partition_that_is_let_go_ends_with_a_commit_of_what_has_come_meanwhile()
    {
        var bench = new RollBench();
        var (early, late) = (Page(0, "/a"), Page(1, "/b"));
        var partition = bench.PartitionOf(early);
        await bench.AppendAsync(early);
        var appended = false;
        await bench.RollAsync(partition, call =>
        {
            if (call != nameof(ISessionStorage.WaitAsync) || appended)
                return;
            appended = true;
            Assert.True(bench.AppendAsync(late).IsCompletedSuccessfully);
        });
        Assert.True(appended);
        Assert.Equal(0, (await bench.Storage.StatusAsync(partition, default)).Backlog);
    }

    [Fact]
    public async Task Outbox_entries_that_others_cannot_take_wait_and_commits_continue()
    {
        var full = new RollBench();
        await full.AppendAsync(Enumerable.Range(0, 40).Select(i => Login(i, i, visitor: i % 5)));

        var refused = 0;
        for (var p = 0; p < full.Storage.Partitions; p++)
            await full.RollAsync(p, Refuse);
        var stuck = await StatusesAsync(full);

        Assert.All(stuck, s => Assert.Equal(0, s.Backlog));
        Assert.InRange(stuck.Sum(s => s.Outbox), 1, int.MaxValue);
        Assert.InRange(refused, 1, int.MaxValue);
        Assert.Empty(full.Accepted);

        await full.RollAllAsync();
        full.MoveTo(At(60)); // D1 waits for the site's answer
        await full.RollAllAsync();
        Assert.Equal("D1", Assert.Single(full.Accepted).Finding.Rule);
        Assert.All(await StatusesAsync(full), s => Assert.Equal(0, s.Outbox));

        void Refuse(string call)
        {
            if (call != nameof(ISessionStorage.AppendAsync))
                return;
            refused++;
            throw new StorageFullException("full");
        }
    }

    [Fact]
    public async Task A_worker_whose_lease_has_run_out_changes_nothing()
    {
        var smooth = new RollBench();
        await smooth.AppendAsync(Traffic());
        smooth.MoveTo(At(4_000));
        await smooth.RollAllAsync();
        await smooth.RollAllAsync();

        var rivals = new RollBench();
        await rivals.AppendAsync(Traffic());
        rivals.MoveTo(At(3_990));
        var overtaken = 0;
        for (var p = 0; p < rivals.Storage.Partitions; p++)
        {
            var first = true;
            await rivals.RollAsync(p, call =>
            {
                if (call != nameof(ISessionStorage.CommitAsync) || !first)
                    return;
                first = false;
                overtaken++;
                rivals.Clock.Advance(TimeSpan.FromSeconds(3.001));
                Assert.True(rivals.RollAsync(p).GetAwaiter().GetResult());
            });
        }

        rivals.MoveTo(At(4_000));
        await rivals.RollAllAsync();
        await rivals.RollAllAsync();
        Assert.Equal(rivals.Storage.Partitions, overtaken);
        Assert.Equal(await smooth.ResultAsync(), await rivals.ResultAsync());
        Assert.Equal(1, (await rivals.Storage.StatusAsync(0, default)).Fenced);
    }

    [Fact]
    public async Task No_other_worker_gets_a_partition_while_its_lease_lasts()
    {
        var bench = new RollBench();
        Assert.NotNull(await bench.Storage.AcquireAsync(0, "somebody", TimeSpan.FromSeconds(3), default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.RollAsync(0));
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_goes_to_the_dead_letters_and_the_partition_goes_on()
    {
        var bench = new RollBench();
        var partition = bench.PartitionOf(Page(0, "/a"));
        await bench.AppendAsync(Page(0, "/a"));
        await bench.AppendAsync(partition, 1, [0xC1, 0x00]);
        await bench.AppendAsync(Page(5, "/b"));
        bench.MoveTo(At(2_000));
        await bench.RollAllAsync();
        Assert.Equal(2, Assert.Single(await bench.JourneysAsync()).Requests);
        var letter = Assert.Single(await bench.Storage.DeadLettersAsync(partition, 10, default));
        Assert.Equal(("web", "C100"), (letter.Producer, Convert.ToHexString(letter.Payload.Span)));
        Assert.Contains("byte 1: Unexpected msgpack code 193", letter.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(60.001, 60)]
    [InlineData(500, 60)]
    public async Task A_time_more_than_a_minute_ahead_of_its_entry_is_clamped_to_that(double ahead, double start)
    {
        var bench = new RollBench();
        var e = Page(ahead, "/a");
        var encoder = new EventBatchEncoder();
        encoder.Begin("");
        encoder.Add(e);
        await bench.AppendAsync(bench.PartitionOf(e), 1, encoder.Finish().ToArray());
        bench.MoveTo(At(4_000));
        await bench.RollAllAsync();
        Assert.Equal(UnixTime.ToDate(At(start)), Assert.Single(await bench.JourneysAsync()).Start);
    }

    [Fact]
    public async Task Signals_reach_the_partition_of_their_actor_once()
    {
        var bench = new RollBench();
        await bench.AppendAsync(Enumerable.Range(0, 30).Select(i => Login(i, i % 3, visitor: i)));
        var failed = 0;
        var chance = new Random(5);
        await bench.RollAllAsync(after: call =>
        {
            if (call != nameof(ISessionStorage.AppendAsync) || chance.Next(4) > 0)
                return;
            failed++;
            throw new IOException("the answer is lost");
        });
        var source = new Pseudonym(77, 5);
        var state = await bench.Storage.FindLiveAsync(PartitionMap.Of(source, 4), new LiveKey(ActorKind.Source, source), default);
        var actor = new LiveActorCodec(new StringPool(), _ => 512).Decode(state!.Value);
        Assert.Equal(30, actor.Detection.Memories["D1"].Marks.Sum(m => TriedAccounts.Attempts(m)));
        Assert.InRange(failed, 2, 100);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_alert_reaches_its_delivery_with_whether_its_source_only_answers_for_what_a_page_made_a_browser_send(bool induced)
    {
        var bench = new RollBench();
        await bench.AppendAsync(Page(0, "/wp-login.php", outcome: Outcome.Missing).With(EventFlags.Trap | (induced ? EventFlags.Induced : 0)));
        await bench.RollAllAsync();
        Assert.Equal(induced ? ActorKind.Source : ActorKind.Session, Assert.Single(bench.Accepted).Finding.Subject.Kind);
        Assert.Equal(induced ? 1 : 0, bench.OfPersons.Count);
    }

    [Fact]
    public async Task An_alert_reaches_its_delivery_when_it_is_raised_and_not_when_it_grows()
    {
        var bench = new RollBench();
        await bench.AppendAsync(Enumerable.Range(0, 40).Select(i => Login(i, i, visitor: i % 5)));
        await bench.RollAllAsync();
        bench.MoveTo(At(60));
        await bench.RollAllAsync();
        Assert.Equal("D1", Assert.Single(bench.Accepted).Finding.Rule);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_dropped_and_the_partition_goes_on()
    {
        var bench = new RollBench();
        var e = Page(0, "/a");
        var partition = bench.PartitionOf(e);
        var lease = (await bench.Storage.AcquireAsync(partition, "older version", TimeSpan.FromSeconds(3), default))!.Value;
        await bench.Storage.CommitAsync(
            lease, new PartitionCommit { Revision = 0, Offset = default, Live = [new(new(ActorKind.Session, Visitor(9)), new byte[] { 0x91, 0x63 })] }, default);
        await bench.Storage.ReleaseAsync(lease, default);
        await bench.AppendAsync(e);
        bench.MoveTo(At(4_000));
        await bench.RollAllAsync();
        Assert.Single(await bench.JourneysAsync());
        Assert.Equal(0, (await bench.Storage.StatusAsync(partition, default)).Live);
    }

    private static string[] Ids(RollBench bench) => [.. bench.Accepted.Select(a => a.Id).Distinct().Order(StringComparer.Ordinal)];

    private static async Task Day(RollBench bench, Action<string>? before, Action<string>? after)
    {
        foreach (var hour in Traffic().Chunk(60))
        {
            await bench.AppendAsync(hour);
            await bench.RollAllAsync(before, after);
        }

        bench.MoveTo(At(10_000));
        await bench.RollAllAsync(before, after);
    }

    private static RequestEvent[] Traffic()
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, 240).Select(i => random.Next(4) == 0
            ? Login(i * 8, i, visitor: random.Next(12))
            : Page(i * 8, $"/{random.Next(4)}", visitor: random.Next(12)).From(1))];
    }

    private static async Task<PartitionStatus[]> StatusesAsync(RollBench bench) =>
        await Task.WhenAll(Enumerable.Range(0, bench.Storage.Partitions).Select(p => bench.Storage.StatusAsync(p, default).AsTask()));
}
