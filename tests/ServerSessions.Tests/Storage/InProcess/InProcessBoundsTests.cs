using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storage.InProcess;

public class InProcessBoundsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestClock _clock = new();

    [Fact]
    public async Task Beyond_the_bound_the_oldest_journeys_are_forgotten_and_counted_whatever_order_they_come_in()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(Partitions: 2, MaxJourneys: 10), _clock);
        var ids = Enumerable.Range(0, 15).Select(i => SessionId.Create(i * 1_000_000L, i % 2, new Pseudonym(1, 1))).ToArray();
        var user = new Pseudonym(5, 5);
        await CommitAsync(storage, 0, c => c with { Closed = [.. ids.Reverse().Take(5).Select(Stored)] });
        await storage.IndexAsync(user, ids, None);
        await CommitAsync(storage, 1, c => c with { Closed = [.. ids.Take(10).Select(Stored)] });

        var kept = await storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 100), None);

        Assert.Equal(ids.Skip(5).Reverse(), kept.Select(j => j.Id));
        Assert.Equal(5, storage.Forgotten);
        Assert.Null(await storage.FindAsync(ids[4], None));
        Assert.Equal(10, (await storage.ListAsync(new JourneyQuery(0, long.MaxValue, user, null, 100), None)).Count);

        static StoredJourney Stored(SessionId id) => new(id, default, new byte[] { 1 });
    }

    [Fact]
    public async Task Positions_rise_although_the_clock_is_set_back()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(1), _clock);
        for (var i = 1; i <= 6; i++)
        {
            await storage.AppendAsync(0, "web-1", [new EventBatch(i, 1, default)], None);
            _clock.ShiftWall(TimeSpan.FromMilliseconds(i % 2 == 0 ? 3 : -2000));
        }

        var positions = (await storage.ReadAsync(0, StreamPosition.Start, 100, None)).Select(e => e.Position).ToArray();

        Assert.Equal(6, positions.Distinct().Count());
        Assert.Equal(positions.Order(), positions);
    }

    [Fact]
    public async Task A_document_table_keeps_its_newest_ten_thousand()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(1), _clock);
        for (var i = 0; i < DocumentTable.MaxDocuments + 3; i++)
            await storage.PutAsync(0, "alerts", $"a{i}", i, default, 0, None);

        Assert.Null(await storage.GetAsync(0, "alerts", "a2", None));
        Assert.Equal(3, (await storage.ListAsync(0, "alerts", DocumentRange.Oldest(1), None))[0].Order);
    }

    [Fact]
    public async Task Rollups_keep_400_days_of_each_fold()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(1), _clock);
        await CommitAsync(storage, 0, c => c with { Rollups = [Delta("a", 1000), Delta("a", 1001), Delta("b", 1)] });
        await CommitAsync(storage, 0, c => c with { Rollups = [Delta("a", 1000 + RollupTable.MaxHours)] });

        Assert.Equal([1001, 1000 + RollupTable.MaxHours], (await storage.ReadRollupsAsync("a", 0, long.MaxValue, None)).Keys.Order());
        Assert.Single(await storage.ReadRollupsAsync("b", 0, long.MaxValue, None));

        static RollupDelta Delta(string fold, long hour) => new(fold, hour, "x", 1, RollupMerge.Add);
    }

    [Fact]
    public async Task A_producer_silent_for_a_day_is_forgotten_but_a_roller_never()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(1), _clock);
        foreach (var producer in new[] { "web-1", "roll:p01>p00" })
            await storage.AppendAsync(0, producer, [new EventBatch(1, 5, default)], None);
        _clock.Advance(ProducerTable.Kept + TimeSpan.FromMinutes(1));
        await storage.AppendAsync(0, "web-2", [new EventBatch(1, 1, default)], None);

        Assert.Equal(new AppendResult(AppendStatus.Gap, 0), await storage.AppendAsync(0, "web-1", [new EventBatch(6, 1, default)], None));
        Assert.Equal(new AppendResult(AppendStatus.Appended, 6), await storage.AppendAsync(0, "roll:p01>p00", [new EventBatch(6, 1, default)], None));
    }

    [Fact]
    public async Task Buffers_may_be_used_again_after_every_call()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(1), _clock);
        byte[] buffer = [1];
        var (key, id) = (new LiveKey(ActorKind.Session, new Pseudonym(1, 1)), SessionId.Create(5, 0, default));
        await storage.AppendAsync(0, "web-1", [new EventBatch(1, 1, buffer)], None);
        await storage.PutAsync(0, "t", "put", 1, buffer, null, None);
        await CommitAsync(storage, 0, c => c with
        {
            Live = [new LiveEntry(key, buffer)],
            Closed = [new StoredJourney(id, default, buffer)],
            Outbox = [new OutboxItem(OutboxKind.Alert, 0, 0, 1, buffer)],
            Dead = [new DeadLetter(default, "", "", buffer)],
        });
        buffer[0] = 99;

        Assert.Equal(1, (await storage.ReadAsync(0, StreamPosition.Start, 1, None))[0].Batch.Payload.Span[0]);
        Assert.Equal(1, (await storage.GetAsync(0, "t", "put", None))!.Value.Data.Span[0]);
        Assert.Equal(1, (await storage.FindLiveAsync(0, key, None))!.Value.Span[0]);
        Assert.Equal(1, (await storage.FindAsync(id, None))!.Value.Data.Span[0]);
        Assert.Equal(1, (await storage.ReadOutboxAsync(0, 1, None))[0].Item.Payload.Span[0]);
        Assert.Equal(1, (await storage.DeadLettersAsync(0, 1, None))[0].Payload.Span[0]);
    }

    [Fact]
    public async Task An_append_between_reading_and_waiting_is_not_missed()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(1), _clock);
        await storage.AppendAsync(0, "web-1", [new EventBatch(1, 1, default)], None);

        Assert.True(storage.WaitAsync(0, TimeSpan.FromHours(1), None).IsCompletedSuccessfully);
        Assert.False(storage.WaitAsync(0, TimeSpan.FromHours(1), None).IsCompleted);
    }

    [Fact]
    public async Task A_partition_that_is_not_there_is_named_in_the_error()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(4), _clock);

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await storage.StatusAsync(4, None));

        Assert.Contains("4 partitions", error.Message, StringComparison.Ordinal);
    }

    private static async Task CommitAsync(InProcessStorage storage, int partition, Func<PartitionCommit, PartitionCommit> change)
    {
        var lease = await storage.AcquireAsync(partition, "worker", TimeSpan.FromMinutes(1), None);
        var revision = (await storage.LoadAsync(partition, None)).Revision;
        var commit = new PartitionCommit { Revision = revision, Offset = StreamPosition.Start };
        Assert.Equal(CommitStatus.Committed, await storage.CommitAsync(lease!.Value, change(commit), None));
    }
}
