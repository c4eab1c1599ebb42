using ServerSessions.Storage;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storage;

public class AppendSignalTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_waiter_that_timed_out_before_is_still_woken_by_a_signal_between_its_waits()
    {
        var signal = new AppendSignal(_clock);
        var first = signal.WaitAsync(TimeSpan.FromSeconds(1), default).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(2));
        await first;
        signal.Set();
        Assert.True(signal.WaitAsync(Long, default).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_waiter_that_gives_up_leaves_the_others_waiting_for_the_same_signal()
    {
        var signal = new AppendSignal(_clock);
        var patient = signal.WaitAsync(Long, default).AsTask();
        var hasty = signal.WaitAsync(TimeSpan.FromSeconds(1), default).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(2));
        await hasty;
        Assert.False(patient.IsCompleted);
        signal.Set();
        await patient.InTimeAsync();
    }
}
