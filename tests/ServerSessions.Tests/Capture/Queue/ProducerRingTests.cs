using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Capture;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture.Queue;

/// <summary>What storage loses of what it had acknowledged is sent again or counted; nothing is in the log twice.</summary>
public sealed class ProducerRingTests
{
    private readonly TestClock _clock = new();
    private readonly EventQueue _queue = new(4096, 1 << 20);
    private readonly CaptureCounters _counters = new();
    private readonly ProducerMetrics _metrics = new();
    private readonly DroppedSessions _gaps;
    private readonly LossyLog _log = new();
    private PartitionWriter _writer;

    public ProducerRingTests()
    {
        _gaps = new DroppedSessions(_clock);
        _writer = Writer(new PartitionWriterOptions());
    }

    [Fact]
    public async Task What_a_promoted_replica_never_had_is_sent_again_in_order_under_the_same_name()
    {
        for (var i = 1; i <= 5; i++)
            await SendAsync(i);
        _log.LoseNewest(3);
        await SendAsync(6);
        Assert.Equal([1L, 2, 3, 4, 5, 6], _log.Times);
        Assert.Single(_log.Producers);
        Assert.Equal((3, 0), (_metrics.EventsHealed, _metrics.EventsLost));
        Assert.Equal((6, 0, 0, 0), (_counters.Recorded, _counters.Dropped, _queue.Count, _queue.Bytes));
    }

    [Fact]
    public async Task A_second_failover_while_it_is_sent_again_loses_nothing_either()
    {
        for (var i = 1; i <= 5; i++)
            await SendAsync(i);
        _log.LoseNewest(2);
        var failing = 1;
        _log.After = () =>
        {
            if (failing-- == 1)
            {
                _log.LoseNewest(4); // 4 and 5 again, 6, and 3 with them
                throw new TimeoutException();
            }
        };
        await SendAsync(6, taken: false);
        Assert.Equal([1L, 2], _log.Times);
        Assert.True(await _writer.FlushAsync(default));
        Assert.Equal([1L, 2, 3, 4, 5, 6], _log.Times);
        Assert.Equal((3, 0), (_metrics.EventsHealed, _metrics.EventsLost));
        Assert.Equal((6, 0), (_counters.Recorded, _queue.Count));
    }

    [Fact]
    public async Task What_the_ring_no_longer_has_is_counted_apart_and_its_sessions_say_so()
    {
        _writer = Writer(new PartitionWriterOptions(RingBytes: 1024)); // room for the newest two or three
        for (var i = 1; i <= 10; i++)
            await SendAsync(i);
        _log.LoseNewest(9);
        await SendAsync(11);
        var there = _log.Times;
        Assert.Equal(1, there[0]);
        Assert.Equal(Enumerable.Range(12 - (there.Count - 1), there.Count - 1).Select(i => (long)i), there.Skip(1));
        Assert.InRange(there.Count, 3, 8);
        Assert.Equal(11 - there.Count, _metrics.EventsLost);
        Assert.Equal(there.Count - 2, _metrics.EventsHealed);
        Assert.Equal(2, _log.Producers.Count);
        // They were recorded once: what became of requests still adds up.
        Assert.Equal((11, 0, 0), (_counters.Recorded, _counters.Dropped, _queue.Count));
        Assert.All(Enumerable.Range(1, 11), i => Assert.Equal(!there.Contains(i), _gaps.Take(Key(i))));
    }

    [Fact]
    public async Task A_storage_that_was_emptied_gets_what_the_ring_has()
    {
        for (var i = 1; i <= 3; i++)
            await SendAsync(i);
        _log.LoseNewest(3);
        await SendAsync(4);
        Assert.Equal([1L, 2, 3, 4], _log.Times);
        Assert.Equal((3, 0), (_metrics.EventsHealed, _metrics.EventsLost));
    }

    [Fact]
    public async Task Silent_for_half_an_hour_it_goes_on_under_a_new_name()
    {
        await SendAsync(1);
        _clock.Advance(TimeSpan.FromMinutes(30));
        await SendAsync(2);
        Assert.Single(_log.Producers);
        _clock.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(1));
        await SendAsync(3);
        Assert.Equal(2, _log.Producers.Count);
        Assert.Equal([1L, 2, 3], _log.Times);
    }

    [Fact]
    public async Task What_arrived_though_its_answer_was_lost_is_recorded_however_late_that_is_known()
    {
        _log.After = () => throw new TimeoutException();
        await SendAsync(1, taken: false);
        _log.Before = () => throw new TimeoutException();
        _clock.Advance(TimeSpan.FromMinutes(11));
        await SendAsync(2, taken: false);
        Assert.Equal((0, 0, 2), (_counters.Recorded, _counters.Dropped, _queue.Count));
        (_log.Before, _log.After) = (() => null, () => { });
        Assert.True(await _writer.FlushAsync(default));
        Assert.Equal([1L, 2], _log.Times);
        Assert.Equal((2, 0, 0), (_counters.Recorded, _counters.Dropped, _queue.Count));
    }

    [Fact]
    public async Task What_was_in_doubt_too_long_and_never_arrived_is_expired()
    {
        _log.Before = () => throw new TimeoutException();
        await SendAsync(1, taken: false);
        _clock.Advance(TimeSpan.FromMinutes(11));
        Add(2);
        Assert.False(await _writer.FlushAsync(default));
        _log.Before = () => null;
        Assert.True(await _writer.FlushAsync(default));
        Assert.Equal([2L], _log.Times);
        Assert.Equal((1, 0), (_counters.Recorded, _queue.Count));
        Assert.Equal(new NamedCount("expired", 1), Assert.Single(_counters.DroppedByReason));
        Assert.True(_gaps.Take(Key(1)));
    }

    [Fact]
    public async Task A_storage_that_answers_nothing_but_gaps_is_tried_again_later()
    {
        var asked = 0;
        _log.Before = () =>
        {
            asked++;
            return new AppendResult(AppendStatus.Gap, 1_000);
        };
        await SendAsync(1, taken: false);
        Assert.InRange(asked, 2, 10);
        _log.Before = () => null;
        Assert.True(await _writer.FlushAsync(default));
        Assert.Equal([1L], _log.Times);
    }

    [Fact]
    public async Task Through_failovers_and_lost_answers_everything_is_in_the_log_once_or_counted()
    {
        _writer = Writer(new PartitionWriterOptions(RingBytes: 4096));
        var chance = new Random(3);
        _log.Before = () => chance.Next(5) == 0 ? throw new TimeoutException() : null;
        _log.After = () =>
        {
            if (chance.Next(5) == 0)
                throw new TimeoutException();
        };
        for (var i = 1; i <= 2_000; i++)
        {
            Add(i);
            if (chance.Next(3) > 0)
                await _writer.FlushAsync(default);
            if (i < 1_990 && chance.Next(50) == 0 && _log.Times.Count > 20)
                _log.LoseNewest(chance.Next(1, 40));
        }

        (_log.Before, _log.After) = (() => null, () => { });
        while (!await _writer.FlushAsync(default)) ;
        var times = _log.Times;
        Assert.Equal(times.Order().Distinct(), times);
        Assert.Equal(2_000, times.Count + _metrics.EventsLost);
        Assert.InRange(_metrics.EventsLost, 1, 1_000);
        Assert.InRange(_metrics.EventsHealed, 50, 2_000);
        Assert.Equal((2_000, 0, 0, 0), (_counters.Recorded, _counters.Dropped, _queue.Count, _queue.Bytes));
    }

    private async Task SendAsync(long number, bool taken = true)
    {
        Add(number);
        Assert.Equal(taken, await _writer.FlushAsync(default));
    }

    private void Add(long number)
    {
        Assert.True(_queue.TryAdd(new RequestEvent { Key = Key(number), Time = number, Step = "GET /" }));
        foreach (var e in _queue.Take())
            _writer.Add(e, "");
    }

    private PartitionWriter Writer(PartitionWriterOptions options) => new(
        0, _log, _queue, new Backpressure(_queue, _clock), _gaps, _counters, _metrics, options, _clock, NullLogger.Instance);

    private static Pseudonym Key(long number) => new((ulong)number, 7);
}
