using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Storage.Redis;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>Shared answers on a server that stores nothing else, with a connection of their own.</summary>
internal sealed class SharedRig : IAsyncDisposable
{
    private readonly RedisConnection _connection;
    private readonly ILoggerFactory _loggers;

    public SharedRig(string address, CapturedLogs logs, TimeSpan timeout)
    {
        _loggers = LoggerFactory.Create(l => l.AddProvider(logs));
        _connection = new RedisConnection(new OwnRedis(RedisAddress.Parse(address)), TimeProvider.System, _loggers.CreateLogger<RedisConnection>());
        Answers = new RedisAnswers(
            _connection, new RedisStorageOptions { Timeout = timeout }, new InsightCacheOptions(), new InsightCacheMetrics(), TimeProvider.System,
            _loggers.CreateLogger<RedisAnswers>());
    }

    public RedisAnswers Answers { get; }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _loggers.Dispose();
    }
}
