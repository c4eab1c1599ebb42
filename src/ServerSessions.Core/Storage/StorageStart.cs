namespace ServerSessions.Storage;

/// <summary>
/// Decides which failures of <see cref="ISessionStorage.StartAsync"/> are tried again: all but a difference between options and data. A connection that
/// the application disposed throws <see cref="ObjectDisposedException"/>, which derives from <see cref="InvalidOperationException"/>, or cancels
/// its calls: neither is such a difference, and neither is a stop of the host.
/// </summary>
internal static class StorageStart
{
    public static bool MayBeTriedAgain(Exception exception, CancellationToken cancellationToken) =>
        exception is ObjectDisposedException or not InvalidOperationException && !cancellationToken.IsCancellationRequested;
}
