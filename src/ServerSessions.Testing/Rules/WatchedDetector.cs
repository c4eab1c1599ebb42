using System.Runtime.ExceptionServices;
using ServerSessions.Detection;

namespace ServerSessions.Testing;

/// <summary>Keeps the first exception of a detector: the engine counts it and goes on, and a test must see it.</summary>
internal sealed class WatchedDetector(ISessionDetector inner) : ISessionDetector
{
    private ExceptionDispatchInfo? _fault;

    public DetectorInfo Info { get; } = inner.Info;

    public bool Concerns(DetectorContext context) => Watch(() => inner.Concerns(context));

    public bool IsInducible(DetectorContext context) => Watch(() => inner.IsInducible(context));

    public void Observe(DetectorContext context) => Watch(() =>
    {
        inner.Observe(context);
        return true;
    });

    public void Elapsed(DetectorContext context) => Watch(() =>
    {
        inner.Elapsed(context);
        return true;
    });

    /// <summary>Throws what the detector has thrown since the last call, with its own stack.</summary>
    public void ThrowIfFailed() => Interlocked.Exchange(ref _fault, null)?.Throw();

    private T Watch<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception)
        {
            _fault ??= ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }
}
