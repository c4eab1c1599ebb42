using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Asks Redis once while the application starts. One that is not there is news, and the application goes on without it; data that
/// contradicts the options ends the start, because nothing could be recorded rightly.
/// </summary>
internal sealed class RedisStartService(ISessionStorage storage, RedisStorageOptions options, TimeProvider time, ILogger<RedisStartService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.StartAsync(cancellationToken).AsTask().WaitAsync(options.Timeout, time, cancellationToken);
        }
        catch (Exception exception) when (StorageStart.MayBeTriedAgain(exception, cancellationToken))
        {
            Log.NotThere(logger, exception.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
