using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Connects to Redis once while the application starts. An unavailable server is logged, and the application starts without it. Data that
/// contradicts the options ends the start, because nothing could be recorded correctly.
/// </summary>
internal sealed class RedisStartService(ISessionStorage storage, RedisConnection connection, RedisStorageOptions options, TimeProvider time, ILogger<RedisStartService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.StartAsync(cancellationToken).AsTask().WaitAsync(options.Timeout, time, cancellationToken);
        }
        catch (Exception exception) when (StorageStart.MayBeTriedAgain(exception, cancellationToken))
        {
            Log.NotThere(logger, connection.Servers, exception.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
