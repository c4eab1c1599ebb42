using ServerSessions.Detection;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Detection;

/// <summary>A call of a detector that does not return ends the fold that waits for it, and nothing else.</summary>
public sealed class FoldThreadTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly TestClock _clock = new();
    private readonly DetectorCall _call = new();
    private readonly StuckCall _stuck = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _hung = [];
    private readonly ScriptedDetector _rule = new("H1", ActorKind.Session, _ => { });

    public void Dispose()
    {
        _stuck.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task A_call_that_exceeds_the_limit_ends_its_fold_and_its_thread_folds_no_further_when_it_returns()
    {
        using var thread = Thread();
        var goneOn = false;
        var ended = new TaskCompletionSource<Exception?>();
        var piece = thread.RunAsync(() =>
        {
            try
            {
                Call(_stuck.Hang);
                goneOn = true;
                ended.SetResult(null);
            }
            catch (Exception exception)
            {
                ended.SetResult(exception);
                throw;
            }
        });
        await _stuck.Entered.InTimeAsync();
        _clock.Advance(Limit);
        Assert.False(piece.IsCompleted); // the first look is when the call is seen
        _clock.Advance(TimeSpan.FromSeconds(2));
        var abandoned = await Assert.ThrowsAsync<FoldAbandonedException>(() => piece);
        Assert.Equal("A call of the detector H1 has not returned within 10 s.", abandoned.Message);
        Assert.Equal(["H1"], _hung);
        _stuck.Release();
        Assert.IsType<FoldAbandonedException>(await ended.Task);
        Assert.False(goneOn);
    }

    [Fact]
    public async Task Many_short_calls_are_no_hang_however_long_they_take_together()
    {
        using var thread = Thread();
        await thread.RunAsync(() =>
        {
            for (var i = 0; i < 100; i++)
                Call(() => _clock.Advance(TimeSpan.FromSeconds(0.7)));
        }).InTimeAsync();
        Assert.Empty(_hung);
    }

    [Fact]
    public async Task A_process_that_stood_still_makes_no_call_longer()
    {
        using var thread = Thread();
        var piece = thread.RunAsync(() => Call(_stuck.Hang));
        await _stuck.Entered.InTimeAsync();
        _clock.Advance(TimeSpan.FromSeconds(2));
        _clock.Freeze(TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromSeconds(2));
        _stuck.Release();
        await piece.InTimeAsync();
        Assert.Empty(_hung);
    }

    [Fact]
    public async Task A_stop_waits_two_seconds_for_a_call_and_holds_nothing_against_its_detector()
    {
        using var thread = Thread();
        var piece = thread.RunAsync(() => Call(_stuck.Hang));
        await _stuck.Entered.InTimeAsync();
        await _stop.CancelAsync();
        _clock.Advance(FoldThread.StopLimit + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<FoldAbandonedException>(() => piece);
        Assert.Empty(_hung);
    }

    [Fact]
    public async Task Pieces_run_in_turn_in_the_invariant_culture_and_their_exceptions_are_the_callers()
    {
        using var thread = Thread();
        var cultures = new List<string>();
        for (var i = 0; i < 3; i++)
            await thread.RunAsync(() => cultures.Add(System.Globalization.CultureInfo.CurrentCulture.Name)).InTimeAsync();
        Assert.Equal(["", "", ""], cultures);
        await Assert.ThrowsAsync<IOException>(() => thread.RunAsync(() => throw new IOException("away")));
    }

    private FoldThread Thread() => new(_call, Limit, d => _hung.Add(d.Info.Id), _clock, _stop.Token);

    private void Call(Action inner)
    {
        _call.Enter(_rule);
        try
        {
            inner();
        }
        finally
        {
            _call.Leave();
        }
    }
}
