using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Capture;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture.Queue;

/// <summary>What storage has not taken is kept, in order, and sent again until it is taken or too old; nothing goes uncounted.</summary>
public sealed class PartitionWriterTests
{
    private readonly TestClock _clock = new();
    private readonly EventQueue _queue = new(4096, 1 << 20);
    private readonly CaptureCounters _counters = new();
    private readonly DroppedSessions _gaps;
    private readonly ISessionStorage _storage;
    private readonly SpyStorage _spy;
    private readonly PartitionWriter _writer;
    private readonly Backpressure _backpressure;

    public PartitionWriterTests()
    {
        _gaps = new DroppedSessions(_clock);
        _backpressure = new Backpressure(_queue, _clock);
        (_storage, _spy) = SpyStorage.Around(new InProcessStorage(new InProcessStorageOptions(1), _clock));
        _backpressure.Start(1);
        _writer = new PartitionWriter(
            0, _storage, _queue, _backpressure, _gaps, _counters, new ProducerMetrics(), new PartitionWriterOptions(), _clock, NullLogger.Instance);
    }

    [Fact]
    public async Task A_storage_that_fails_for_a_while_loses_nothing_and_keeps_the_order()
    {
        _spy.OnAppend = () => throw new TimeoutException();
        for (var i = 1; i <= 3; i++)
        {
            Send(i);
            Assert.False(await _writer.FlushAsync(default));
        }

        _spy.OnAppend = null;
        Assert.True(await _writer.FlushAsync(default));
        Assert.Equal([1L, 2, 3], _spy.Events.Select(e => e.Time));
        Assert.Equal((3, 0, 0), (_counters.Recorded, _counters.Dropped, _queue.Count));
    }

    [Fact]
    public async Task A_storage_that_took_it_and_could_not_say_so_has_it_once()
    {
        _spy.OnAppend = () => throw new TimeoutException();
        Send(1);
        await _writer.FlushAsync(default);
        _spy.OnAppend = () => new AppendResult(AppendStatus.Duplicate, 1);
        Assert.True(await _writer.FlushAsync(default));
        Assert.Equal(1, _counters.Recorded);
        Assert.True(_writer.IsEmpty);
    }

    [Fact]
    public async Task A_busy_storage_makes_it_wait()
    {
        _spy.OnAppend = () => new AppendResult(AppendStatus.Busy, 0);
        Send(1);
        Assert.False(await _writer.FlushAsync(default));
        Assert.Equal(1, _queue.Count);
        Assert.True(_backpressure.Any);
        _spy.OnAppend = null;
        Assert.True(await _writer.FlushAsync(default));
        Assert.Equal(1, _counters.Recorded);
    }

    [Fact]
    public async Task What_is_older_than_ten_minutes_is_given_up_counted_and_its_session_says_so()
    {
        _spy.OnAppend = () => throw new TimeoutException();
        Send(1);
        await _writer.FlushAsync(default);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Send(2);
        await _writer.FlushAsync(default);
        Assert.Equal(0, _counters.Dropped);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _spy.OnAppend = null;
        Assert.True(await _writer.FlushAsync(default));
        Assert.Equal(new NamedCount("expired", 1), Assert.Single(_counters.DroppedByReason));
        Assert.Equal([2L], _spy.Events.Select(e => e.Time));
        Assert.True(_gaps.Take(Key(1)));
        Assert.False(_gaps.Take(Key(2)));
    }

    [Fact]
    public async Task What_is_encoded_and_waits_counts_against_the_queues_bytes_as_it_is()
    {
        _spy.OnAppend = () => throw new TimeoutException();
        for (var i = 0; i < 1_000; i++)
        {
            Send(i);
            if (i % 300 == 0)
                Assert.False(await _writer.FlushAsync(default));
        }

        Assert.False(await _writer.FlushAsync(default));
        // Encoded it is smaller than it was, and its sessions' keys and its own objects are counted with it.
        Assert.InRange(_queue.Bytes, 1_000 * (16 + 20), 1_000 * EventQueue.EventBytes);
        Assert.Equal(1_000, _queue.Count);
        _spy.OnAppend = null;
        Assert.True(await _writer.FlushAsync(default));
        Assert.Equal((0, 0), (_queue.Count, _queue.Bytes));
    }

    [Fact]
    public async Task While_storage_takes_nothing_the_queue_stays_within_its_bytes()
    {
        _spy.OnAppend = () => throw new TimeoutException();
        var taken = 0;
        for (var i = 0; i < 100_000; i++)
        {
            if (!_queue.TryAdd(Event(i)))
                continue;
            taken++;
            foreach (var e in _queue.Take())
                _writer.Add(e, "");
            if (i % 100 == 0)
                Assert.False(await _writer.FlushAsync(default));
            Assert.InRange(_queue.Bytes, 0, (1 << 20) + 1_024);
        }

        Assert.Equal(4_096, taken);
        Assert.Equal(4_096, _queue.Count);
    }

    [Fact]
    public void A_full_queue_refuses_and_takes_again_when_there_is_room()
    {
        var queue = new EventQueue(2, 1 << 20);
        Assert.True(queue.TryAdd(Event(1)));
        Assert.True(queue.TryAdd(Event(2)));
        Assert.False(queue.TryAdd(Event(3)));
        var taken = queue.Take();
        Assert.False(queue.TryAdd(Event(3)));
        queue.Done(taken.Count, taken.Sum(e => EventQueue.Size(e)));
        Assert.True(queue.TryAdd(Event(3)));
    }

    [Fact]
    public void A_queue_is_bounded_in_bytes_too()
    {
        var queue = new EventQueue(1000, 2 * EventQueue.EventBytes);
        Assert.True(queue.TryAdd(Event(1)));
        Assert.False(queue.TryAdd(Event(2) with { Detail = new EventDetail { Policy = "staff" } }));
        Assert.True(queue.TryAdd(Event(2)));
        Assert.False(queue.TryAdd(Event(3)));
    }

    private void Send(long number)
    {
        Assert.True(_queue.TryAdd(Event(number)));
        foreach (var e in _queue.Take())
            _writer.Add(e, "");
    }

    private static RequestEvent Event(long number) => new() { Key = Key(number), Time = number, Step = "GET /" };

    private static Pseudonym Key(long number) => new((ulong)number, 7);
}
