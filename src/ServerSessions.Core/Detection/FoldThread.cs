using System.Globalization;

namespace ServerSessions.Detection;

/// <summary>
/// Runs the pieces of one fold, one after the other, on a thread of its own, so that a detector that never returns takes no thread of the pool. Once one
/// call runs longer than the limit, the piece ends with <see cref="FoldAbandonedException"/>; the stuck thread touches only the fold, which is given up.
/// </summary>
internal sealed class FoldThread : IDisposable
{
    /// <summary>How long a call may go on once the process stops, or the partition is let go.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _ready = new(0);
    private readonly Lock _lock = new();
    private readonly DetectorCall _call;
    private readonly TimeSpan _limit;
    private readonly TimeSpan _every;
    private readonly Action<ISessionDetector> _hangs;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private Action? _work;
    private TaskCompletionSource? _done;
    private ITimer? _timer;
    private volatile bool _isOver;
    private long _seen;
    private long _looked;
    private TimeSpan _ran;

    /// <param name="call">The call of the fold that runs here.</param>
    /// <param name="limit">Maximum duration of one call.</param>
    /// <param name="hangs">Called with a detector whose call has exceeded the limit, before the piece ends.</param>
    /// <param name="time">The clock of the limit.</param>
    /// <param name="stopping">Once cancelled, <see cref="StopLimit"/> applies where it is shorter.</param>
    public FoldThread(DetectorCall call, TimeSpan limit, Action<ISessionDetector> hangs, TimeProvider time, CancellationToken stopping)
    {
        (_call, _limit, _hangs, _time, _stopping) = (call, limit, hangs, time, stopping);
        _every = limit / 4 < LookEvery ? limit / 4 : LookEvery;
    }

    /// <summary>Runs one piece; the next is given when this one has ended.</summary>
    /// <exception cref="FoldAbandonedException">A detector did not return in time: nothing may be run here any more, and the fold is useless.</exception>
    public Task RunAsync(Action work)
    {
        if (_timer is null)
            Start();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _done, done);
        _work = work;
        _ready.Release();
        return done.Task;
    }

    public void Dispose()
    {
        // A call that its caller no longer waits for is abandoned.
        if (_done is { Task.IsCompleted: false })
            _call.Abandon();
        _timer?.Dispose();
        _isOver = true;
        _ready.Release();
    }

    private void Start()
    {
        _looked = _time.GetTimestamp();
        // Neither the thread nor the timer belongs to the request that a replay serves.
        using (ExecutionContext.SuppressFlow())
            _timer = _time.CreateTimer(_ => Look(), null, _every, _every);
        new Thread(Loop) { IsBackground = true, Name = "ServerSessions fold" }.UnsafeStart();
    }

    private void Loop()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        while (true)
        {
            _ready.Wait();
            if (_isOver)
                return;
            var done = _done!;
            try
            {
                _work!();
                done.TrySetResult();
            }
            catch (Exception exception)
            {
                done.TrySetException(exception);
            }
        }
    }

    private void Look()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            // A process that stood still, or a timer that came late, makes no call longer.
            var passed = _time.GetElapsedTime(_looked, now) is var elapsed && elapsed < 2 * _every ? elapsed : 2 * _every;
            _looked = now;
            var (detector, number) = _call.Running;
            if (detector is null || number != _seen)
            {
                (_seen, _ran) = (detector is null ? 0 : number, TimeSpan.Zero);
                return;
            }

            _ran += passed;
            var isHang = _ran >= _limit;
            if (isHang || (_stopping.IsCancellationRequested && _ran >= StopLimit))
                Abandon(detector, isHang);
        }
    }

    private void Abandon(ISessionDetector detector, bool isHang)
    {
        if (Volatile.Read(ref _done) is not { Task.IsCompleted: false } done)
            return;
        _call.Abandon();
        _timer?.Dispose();
        if (isHang)
            _hangs(detector);
        done.TrySetException(new FoldAbandonedException(
            $"A call of the detector {detector.Info.Id} has not returned within {(isHang ? _limit : StopLimit).TotalSeconds:0.###} s."));
    }
}
