using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Diagnostics;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Caching;

/// <summary>
/// Keeps answers about days that are over, in this process and where nodes share them. The version of the data is part of what an answer is kept under, so no
/// answer is ever removed for being old: it is not found any more. Equal questions that come together are computed once.
/// </summary>
internal sealed class InsightCache : IDisposable
{
    /// <summary>Maximum size of an answer that is kept.</summary>
    public const int MaxAnswerBytes = 1 << 20;

    private readonly Guid _build = typeof(InsightCache).Module.ModuleVersionId;
    private readonly ISessionStorage _storage;
    private readonly InsightCacheOptions _options;
    private readonly InsightDeclarations _declarations;
    private readonly InsightCacheMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ServiceProvider? _services;
    private readonly HybridCache? _cache;

    public InsightCache(
        ISessionStorage storage, InsightCacheOptions options, InsightDeclarations declarations, InsightCacheMetrics metrics, TimeProvider time, ISharedAnswers? shared = null)
    {
        (_storage, _options, _declarations, _metrics, _time) = (storage, options, declarations, metrics, time);
        if (!options.Enabled)
            return;
        // Services of its own: the application's caches, also those that it registers without a key, are its own.
        var services = new ServiceCollection();
        services.Configure<MemoryCacheOptions>(o => o.SizeLimit = options.MaxBytes).AddSingleton<IMemoryCache, CountedCache>();
        if (shared?.Storage == storage.Name)
            services.AddSingleton<IDistributedCache>(shared);
        services.AddHybridCache(o => o.MaximumPayloadBytes = 2 * MaxAnswerBytes);
        _services = services.BuildServiceProvider();
        _cache = _services.GetRequiredService<HybridCache>();
    }

    /// <summary>The kept answer, or the one that is computed now.</summary>
    /// <param name="question">The question. Its answer is an aggregate: it holds nothing of a single person or session.</param>
    /// <param name="type">How the answer is written.</param>
    /// <param name="compute">Computes it.</param>
    /// <param name="cancellationToken">Cancels the call. Other callers of the same answer still get it.</param>
    public async ValueTask<T> AnswerAsync<T>(
        InsightQuestion question, JsonTypeInfo<T> type, Func<CancellationToken, ValueTask<T>> compute, CancellationToken cancellationToken)
    {
        if (_cache is null || AnswerLife.Of(question, _storage, _options.Expiry, _time.GetUtcNow()) is not { } life)
            return await compute(cancellationToken);
        var version = await _storage.ReadVersionAsync(question.FirstDay, question.EndDay, cancellationToken);
        var key = new InsightKey(_build, version, _declarations, question).ToString();
        var isComputed = false;
        try
        {
            var bytes = await _cache.GetOrCreateAsync(
                key,
                async token =>
                {
                    isComputed = true;
                    return Written(await compute(token), type);
                },
                new HybridCacheEntryOptions { Expiration = life, LocalCacheExpiration = life }, cancellationToken: cancellationToken);
            var answer = JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("An answer is null.");
            Count(question, isComputed);
            return answer;
        }
        catch (UnkeptAnswerException unkept)
        {
            Count(question, isComputed);
            return (T)unkept.Answer;
        }
        catch (JsonException) when (!isComputed)
        {
            // Something else wrote to the key in the shared storage.
            _metrics.Failed(InsightCacheMetrics.Unreadable);
            Count(question, isComputed: true);
            await _cache.RemoveAsync(key, cancellationToken);
            return await compute(cancellationToken);
        }
    }

    public void Dispose() => _services?.Dispose();

    private void Count(InsightQuestion question, bool isComputed)
    {
        if (isComputed)
            _metrics.Miss(question.Insight);
        else
            _metrics.Hit(question.Insight);
    }

    private byte[] Written<T>(T answer, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        if (bytes.Length <= MaxAnswerBytes)
            return bytes;
        _metrics.Failed(InsightCacheMetrics.TooLarge);
        throw new UnkeptAnswerException(answer!);
    }
}
