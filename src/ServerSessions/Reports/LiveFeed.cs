using Microsoft.Extensions.Hosting;

namespace ServerSessions.Reports;

/// <summary>
/// Reads the newest open sessions for all who listen to them: one reading of two seconds answers every listener. At most <see cref="MaxListeners"/> listen to a
/// process at a time.
/// </summary>
internal sealed class LiveFeed(ISessionReports reports, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    public const int MaxListeners = 32;

    /// <summary>Interval at which sessions are read while there are listeners.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private const int Shown = 50;

    private readonly SemaphoreSlim _reading = new(1);
    private volatile Reading? _last;
    private int _listeners;

    public TimeProvider Clock => time;

    /// <summary>Cancelled when the host stops.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Number of listeners.</summary>
    public int Listeners => Volatile.Read(ref _listeners);

    /// <summary>Returns a listener, which leaves when its stream ends; null when there are too many.</summary>
    /// <param name="access">What it may see of the sessions.</param>
    public LiveListener? Join(SessionAdminAccess access)
    {
        if (Interlocked.Increment(ref _listeners) <= MaxListeners)
            return new LiveListener(this, access);
        Leave();
        return null;
    }

    public void Leave() => Interlocked.Decrement(ref _listeners);

    /// <summary>Returns the newest open sessions as of at most <see cref="Interval"/> ago.</summary>
    public async ValueTask<IReadOnlyList<SessionSummary>> ReadAsync(CancellationToken cancellationToken)
    {
        if (Current() is { } fresh)
            return fresh;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Current() is { } read)
                return read;
            var at = time.GetTimestamp();
            var sessions = (await reports.ListAsync(new SessionQuery { Live = true, Limit = Shown }, cancellationToken)).Items;
            _last = new Reading(at, sessions);
            return sessions;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private IReadOnlyList<SessionSummary>? Current() => _last is { } last && time.GetElapsedTime(last.At) < Interval ? last.Sessions : null;

    private sealed record Reading(long At, IReadOnlyList<SessionSummary> Sessions);
}
