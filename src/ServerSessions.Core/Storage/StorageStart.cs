namespace ServerSessions.Storage;

/// <summary>
/// Which failures of <see cref="ISessionStorage.StartAsync"/> are worth another try: all but a contradiction between options and data. A connection that
/// was disposed of beneath us throws <see cref="ObjectDisposedException"/>, which derives from <see cref="InvalidOperationException"/>, or cancels
/// its calls: neither is a contradiction, and neither is a stop of the host.
/// </summary>
internal static class StorageStart
{
    public static bool MayBeTriedAgain(Exception exception, CancellationToken cancellationToken) =>
        exception is ObjectDisposedException or not InvalidOperationException && !cancellationToken.IsCancellationRequested;
}
