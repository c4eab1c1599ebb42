using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task What_was_appended_is_read_back_in_order_with_producer_numbers_and_bytes()
    {
        Assert.Equal(new AppendResult(AppendStatus.Appended, 5), await AppendAsync("web-1", Batch(1, 3), Batch(4, 2)));
        Assert.Equal(new AppendResult(AppendStatus.Appended, 1), await AppendAsync("web-2", Batch(1)));

        var entries = await ReadAllAsync();

        Assert.Equal([("web-1", 1L, 3), ("web-1", 4, 2), ("web-2", 1, 1)], entries.Select(e => (e.Producer, e.Batch.FirstSequence, e.Batch.Count)));
        Assert.Equal(new byte[] { 7, 4 }, entries[1].Batch.Payload.ToArray());
    }

    [Fact]
    public async Task Positions_rise_strictly_and_a_page_goes_on_after_the_last()
    {
        for (var i = 1; i <= 25; i++)
            await AppendAsync("web-1", Batch(i));

        var entries = await ReadAllAsync(page: 4);

        Assert.Equal(Enumerable.Range(1, 25).Select(i => (long)i), entries.Select(e => e.Batch.FirstSequence));
        Assert.All(entries.Zip(entries.Skip(1)), pair => Assert.True(pair.Second.Position > pair.First.Position));
        Assert.True(entries[0].Position > StreamPosition.Start);
        Assert.Empty(await _storage.ReadAsync(0, entries[^1].Position, 10, None));
        Assert.Equal(3, (await _storage.ReadAsync(0, StreamPosition.Start, 3, None)).Count);
    }

    [Fact]
    public async Task Payloads_of_any_bytes_come_back_as_they_were()
    {
        var bytes = Enumerable.Range(0, 70_000).Select(i => (byte)(i * 31)).ToArray();
        await AppendAsync("web-1", new EventBatch(1, 1, bytes), new EventBatch(2, 1, default));
        bytes = [.. bytes];

        var entries = await ReadAllAsync();

        Assert.True(entries[0].Batch.Payload.Span.SequenceEqual(bytes));
        Assert.True(entries[1].Batch.Payload.IsEmpty);
    }

    [Fact]
    public async Task An_append_sent_twice_is_a_duplicate_and_writes_nothing()
    {
        await AppendAsync("web-1", Batch(1, 3), Batch(4, 2));

        Assert.Equal(new AppendResult(AppendStatus.Duplicate, 5), await AppendAsync("web-1", Batch(1, 3), Batch(4, 2)));
        Assert.Equal(new AppendResult(AppendStatus.Duplicate, 5), await AppendAsync("web-1", Batch(1, 3)));
        Assert.Equal(2, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task Batches_that_are_there_already_are_left_out_and_the_new_ones_written()
    {
        await AppendAsync("web-1", Batch(1, 3));

        Assert.Equal(new AppendResult(AppendStatus.Appended, 6), await AppendAsync("web-1", Batch(1, 3), Batch(4, 2), Batch(6)));
        Assert.Equal([1L, 4, 6], (await ReadAllAsync()).Select(e => e.Batch.FirstSequence));
    }

    [Fact]
    public async Task A_hole_in_the_sequence_is_a_gap_that_returns_the_last_number_and_writes_nothing()
    {
        Assert.Equal(new AppendResult(AppendStatus.Gap, 0), await AppendAsync("web-1", Batch(2)));
        await AppendAsync("web-1", Batch(1, 3));

        Assert.Equal(new AppendResult(AppendStatus.Gap, 3), await AppendAsync("web-1", Batch(5)));
        Assert.Equal(new AppendResult(AppendStatus.Gap, 3), await AppendAsync("web-1", Batch(4), Batch(6)));
        Assert.Single(await ReadAllAsync());
        Assert.Equal(AppendStatus.Appended, (await AppendAsync("web-1", Batch(4))).Status);
    }

    [Fact]
    public async Task A_batch_that_straddles_the_last_known_number_is_a_gap()
    {
        await AppendAsync("web-1", Batch(1, 3));

        Assert.Equal(new AppendResult(AppendStatus.Gap, 3), await AppendAsync("web-1", Batch(3, 2)));
        Assert.Equal(new AppendResult(AppendStatus.Gap, 3), await AppendAsync("web-1", Batch(1, 2), Batch(3, 2)));
        Assert.Single(await ReadAllAsync());
    }

    [Fact]
    public async Task Signals_of_a_partition_go_on_where_a_failover_lost_some_in_their_target_or_in_their_source()
    {
        var signals = SignalProducer.Name(1, 0);
        await AppendAsync(signals, Batch(1, 3));

        // The target has lost signal 4, which it had acknowledged.
        Assert.Equal(new AppendResult(AppendStatus.Appended, 5), await AppendAsync(signals, Batch(5)));
        // The source counts from 4 again, in batches that end elsewhere.
        Assert.Equal(new AppendResult(AppendStatus.Duplicate, 5), await AppendAsync(signals, Batch(4)));
        Assert.Equal(new AppendResult(AppendStatus.Appended, 8), await AppendAsync(signals, Batch(5, 4)));
        Assert.Equal(new AppendResult(AppendStatus.Appended, 9), await AppendAsync(signals, Batch(9)));
        Assert.Equal([1L, 5, 5, 9], (await ReadAllAsync()).Select(e => e.Batch.FirstSequence));
    }

    [Fact]
    public async Task Producers_and_partitions_are_numbered_apart()
    {
        await AppendAsync("web-1", Batch(1, 3));

        Assert.Equal(new AppendResult(AppendStatus.Appended, 1), await AppendAsync("web-2", Batch(1)));
        Assert.Equal(new AppendResult(AppendStatus.Appended, 2), await _storage.AppendAsync(1, "web-1", [Batch(1, 2)], None));
        Assert.Equal(["web-1"], (await ReadAllAsync(partition: 1)).Select(e => e.Producer));
    }

    [Fact]
    public async Task Producers_at_once_lose_nothing_double_nothing_and_keep_their_order()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(p => Task.Run(async () =>
        {
            for (var i = 1; i <= 40; i++)
            {
                await AppendAsync($"web-{p}", Batch(i));
                await AppendAsync($"web-{p}", Batch(i)); // as after a lost answer
            }
        })));

        var entries = await ReadAllAsync();

        Assert.Equal(240, entries.Count);
        Assert.All(entries.GroupBy(e => e.Producer), own => Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), own.Select(e => e.Batch.FirstSequence)));
    }

    [Fact]
    public async Task The_same_append_sent_at_once_by_many_is_written_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AppendAsync("web-1", Batch(1, 2), Batch(3)))));

        Assert.Single(results, r => r.Status == AppendStatus.Appended);
        Assert.Equal(7, results.Count(r => r == new AppendResult(AppendStatus.Duplicate, 3)));
        Assert.Equal(2, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task A_full_backlog_answers_busy_until_a_commit_makes_room_but_never_to_rollers()
    {
        _storage = await StartedAsync(new StorageConformanceOptions(MaxBacklog: 5));
        for (var i = 1; i <= 5; i++)
            Assert.Equal(AppendStatus.Appended, (await AppendAsync("web-1", Batch(i))).Status);

        Assert.Equal(new AppendResult(AppendStatus.Busy, 5), await AppendAsync("web-1", Batch(6)));
        Assert.Equal(new AppendResult(AppendStatus.Duplicate, 5), await AppendAsync("web-1", Batch(5)));
        Assert.Equal(new AppendResult(AppendStatus.Appended, 1), await AppendAsync("roll:p01>p00", Batch(1)));
        Assert.Equal(6, (await ReadAllAsync()).Count);

        var entries = await ReadAllAsync();
        await CommitAsync(await OwnAsync(), c => c with { Offset = entries[^1].Position });
        Assert.Equal(new AppendResult(AppendStatus.Appended, 6), await AppendAsync("web-1", Batch(6)));
    }

    [Fact]
    public async Task A_commit_removes_no_entry_after_its_offset_and_reading_goes_on_there()
    {
        for (var i = 1; i <= 300; i++)
            await AppendAsync("web-1", Batch(i));
        var entries = await ReadAllAsync();

        await CommitAsync(await OwnAsync(), c => c with { Offset = entries[250].Position });

        var left = await _storage.ReadAsync(0, entries[250].Position, 1000, None);
        Assert.Equal(Enumerable.Range(252, 49).Select(i => (long)i), left.Select(e => e.Batch.FirstSequence));
        Assert.Equal(new AppendResult(AppendStatus.Duplicate, 300), await AppendAsync("web-1", Batch(1)));
        Assert.Equal(AppendStatus.Appended, (await AppendAsync("web-1", Batch(301))).Status);
    }

    [Fact]
    public async Task Positions_go_on_rising_after_everything_was_committed()
    {
        await AppendAsync("web-1", Batch(1));
        var committed = (await ReadAllAsync())[^1].Position;
        await CommitAsync(await OwnAsync(), c => c with { Offset = committed });
        await AppendAsync("web-1", Batch(2));

        Assert.Equal([2L], (await _storage.ReadAsync(0, committed, 10, None)).Select(e => e.Batch.FirstSequence));
    }

    [Fact]
    public async Task Waiting_ends_when_something_is_appended()
    {
        var waiting = _storage.WaitAsync(0, TimeSpan.FromHours(1), None).AsTask();
        await AppendAsync("web-1", Batch(1));

        await waiting.InTimeAsync();
    }

    [Fact]
    public async Task Waiting_ends_by_itself_after_the_given_time()
    {
        var waiting = _storage.WaitAsync(1, Ttl, None).AsTask();
        await ElapseAsync(Ttl);

        await waiting.InTimeAsync();
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _storage.WaitAsync(1, TimeSpan.FromHours(1), stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTimeAsync());
    }
}
