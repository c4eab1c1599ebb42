using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Capture;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture.Queue;

public sealed class FlusherServiceTests : IAsyncDisposable
{
    private const int Partitions = 4;
    private const int Many = 50_000;

    private readonly EventQueue _queue = new(65_536, 16 << 20);
    private readonly CaptureCounters _counters = new();
    private readonly InProcessStorage _storage = new(new InProcessStorageOptions(Partitions), TimeProvider.System);
    private readonly HoldingLog _holding;
    private readonly FlusherService _flusher;

    public FlusherServiceTests()
    {
        (var storage, _holding) = HoldingLog.Over(_storage);
        _flusher = new FlusherService(
            _queue, storage, new Backpressure(_queue, TimeProvider.System), new CurrentCatalog(), new DroppedSessions(TimeProvider.System), _counters,
            new ProducerMetrics(), TimeProvider.System, NullLogger<FlusherService>.Instance);
    }

    [Fact]
    public async Task A_partition_that_does_not_answer_holds_up_no_other()
    {
        var held = Key(0);
        _holding.Hold(PartitionMap.Of(held, Partitions));
        await _flusher.StartAsync(default);
        Add(held);
        await Waiting.UntilAsync(() => _holding.Held == 1);
        for (var i = 1; i <= 100; i++)
            Add(Key(i));
        var others = Enumerable.Range(1, 100).Count(i => PartitionMap.Of(Key(i), Partitions) != PartitionMap.Of(held, Partitions));
        await Waiting.UntilAsync(() => _counters.Recorded == others);
        Assert.Equal(1, _holding.MaxAtOnce);
        Assert.Equal(101 - others, _queue.Count);
        _holding.LetGo();
        await Waiting.UntilAsync(() => _counters.Recorded == 101);
        Assert.Equal((0, 0), (_queue.Count, _queue.Bytes));
    }

    [Fact]
    public async Task After_a_rest_the_next_event_is_sent_by_itself()
    {
        await _flusher.StartAsync(default);
        Add(Key(1));
        await Waiting.UntilAsync(() => _counters.Recorded == 1);
        await Waiting.UntilAsync(() => _queue.IsAwaited);
        Add(Key(2));
        await Waiting.UntilAsync(() => _counters.Recorded == 2);
    }

    [Fact]
    public async Task Stopping_sends_what_is_left_and_counts_what_the_hosts_time_does_not_suffice_for()
    {
        await _flusher.StartAsync(default);
        Add(Key(1));
        await Waiting.UntilAsync(() => _counters.Recorded == 1);
        var held = Key(0);
        _holding.Hold(PartitionMap.Of(held, Partitions));
        Add(held);
        var other = Enumerable.Range(2, 100).Select(i => Key(i)).First(k => PartitionMap.Of(k, Partitions) != PartitionMap.Of(held, Partitions));
        Add(other);
        using var patience = new CancellationTokenSource();
        var stopping = _flusher.StopAsync(patience.Token);
        await Waiting.UntilAsync(() => _counters.Recorded == 2 && _holding.Held == 1);
        await patience.CancelAsync();
        await stopping;
        Assert.Equal((2, 1, 0), (_counters.Recorded, _counters.Dropped, _queue.Count));
        Assert.Equal(new NamedCount("shutdown", 1), Assert.Single(_counters.DroppedByReason));
    }

    [Fact]
    public async Task Two_callers_that_stop_it_at_once_wait_for_one_drain()
    {
        await _flusher.StartAsync(default);
        Add(Key(1));
        await Waiting.UntilAsync(() => _counters.Recorded == 1);
        var held = Key(0);
        _holding.Hold(PartitionMap.Of(held, Partitions));
        Add(held);
        var first = _flusher.StopAsync(default);
        await Waiting.UntilAsync(() => _holding.Held == 1);
        var second = _flusher.StopAsync(default);
        // Enough of them that two drains would meet.
        for (var i = 2; i <= Many; i++)
            Add(Key(i));
        Assert.False(first.IsCompleted || second.IsCompleted);
        Assert.Equal(0, _counters.Dropped);
        _holding.LetGo();
        await Task.WhenAll(first, second);
        Assert.Equal((Many + 1, 0, 0), (_counters.Recorded, _counters.Dropped, _queue.Count));
        Assert.Equal(1, _holding.MaxAtOnce);
    }

    public async ValueTask DisposeAsync()
    {
        _holding.LetGo();
        await _flusher.StopAsync(default);
        _flusher.Dispose();
    }

    private void Add(Pseudonym key) => Assert.True(_queue.TryAdd(new RequestEvent { Key = key, Time = 1, Step = "GET /" }));

    private static Pseudonym Key(int number) => SampleRequests.Visitor(number);
}
