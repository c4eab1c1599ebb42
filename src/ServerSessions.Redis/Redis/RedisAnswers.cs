using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Reports.Caching;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Cached answers in Redis, over the storage's connection. The framework's cache is never disposed: it would close the connection, which may be the
/// application's. What fails is counted, and reported once until it works again; the caller computes.
/// </summary>
internal sealed class RedisAnswers : ISharedAnswers
{
    private const string ForceReconnect = "Microsoft.AspNetCore.Caching.StackExchangeRedis.UseForceReconnect";

    // Null: with the switch the framework's cache closes the connection after errors, and opens another one.
    private readonly RedisCache? _cache;
    private readonly string _instance;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _expiry;
    private readonly InsightCacheMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisAnswers> _logger;
    private readonly AnswerBudget _budget;
    private readonly AnswerGate _reads;
    private readonly AnswerGate _writes;

    public RedisAnswers(
        RedisConnection connection, RedisStorageOptions options, InsightCacheOptions cache, InsightCacheMetrics metrics, TimeProvider time, ILogger<RedisAnswers> logger)
    {
        _instance = RedisKeys.Answers(options.Prefix);
        (_timeout, _expiry, _metrics, _time, _logger) = (options.Timeout, cache.Expiry, metrics, time, logger);
        (_budget, _reads, _writes) = (new AnswerBudget(cache.MaxBytes, time), new AnswerGate(time), new AnswerGate(time));
        if (AppContext.TryGetSwitch(ForceReconnect, out var isOn) && isOn)
        {
            Log.AnswersWouldClose(logger, ForceReconnect);
            return;
        }

        _cache = new RedisCache(new RedisCacheOptions
        {
            InstanceName = _instance,
            ConnectionMultiplexerFactory = async () => (await connection.DatabaseAsync(CancellationToken.None)).Multiplexer,
        });
    }

    public string Storage => RedisStorage.StorageName;

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        byte[]? value = null;
        await TryAsync(_reads, async cache => value = await cache.GetAsync(key, token), token);
        return value;
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        if (_cache is null || !_writes.IsOpen)
            return;
        if (_budget.TryTake(_instance.Length + key.Length, value.Length, options.AbsoluteExpirationRelativeToNow ?? _expiry))
            await TryAsync(_writes, cache => cache.SetAsync(key, value, options, token), token);
        else
            _metrics.Failed(InsightCacheMetrics.Full);
    }

    public Task RemoveAsync(string key, CancellationToken token = default) => TryAsync(_writes, cache => cache.RemoveAsync(key, token), token);

    public Task RefreshAsync(string key, CancellationToken token = default) => throw Synchronous();

    public byte[]? Get(string key) => throw Synchronous();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw Synchronous();

    public void Refresh(string key) => throw Synchronous();

    public void Remove(string key) => throw Synchronous();

    private static NotSupportedException Synchronous() => new("Answers are kept until they expire, and read and written asynchronously.");

    private async Task TryAsync(AnswerGate gate, Func<RedisCache, Task> call, CancellationToken cancellationToken)
    {
        if (_cache is not { } cache || !gate.IsOpen)
            return;
        Task? running = null;
        try
        {
            // The cache's connecting may block.
            running = Task.Run(() => call(cache), cancellationToken);
            await running.WaitAsync(_timeout, _time, cancellationToken);
            if (gate.Succeed())
                Log.AnswersShared(_logger);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _metrics.Failed(InsightCacheMetrics.Unavailable);
            if (gate.Fail())
                Log.AnswersNotShared(_logger, exception.Message);
        }
        finally
        {
            if (running is { IsCompleted: false })
                RedisConnection.Forget(running);
        }
    }
}
