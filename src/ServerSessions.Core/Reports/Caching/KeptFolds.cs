using Microsoft.Extensions.Caching.Memory;
using ServerSessions.Diagnostics;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Caching;

/// <summary>
/// Keeps what the days that are over were folded to, in this process: an answer whose range reaches into today then reads only the journeys of today. A fold is
/// used while the data of its days has the version that it was made of. It can hold pseudonyms, so it is never written anywhere.
/// </summary>
internal sealed class KeptFolds(
    ISessionStorage storage, InsightCacheOptions options, InsightDeclarations declarations, InsightCacheMetrics metrics, TimeProvider time) : IDisposable
{
    private const int BytesPerFold = 4_096;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Guid _build = typeof(KeptFolds).Module.ModuleVersionId;
    private readonly MemoryCache _folds = new(new MemoryCacheOptions { SizeLimit = options.MaxBytes });

    /// <summary>The part of a question that is about days that are over (UTC); null when there is none, or when nothing else is asked.</summary>
    public InsightQuestion? Closed(InsightQuestion question)
    {
        var now = time.GetUtcNow();
        var closed = question with { To = DateTimeOffset.UnixEpoch.AddDays(InsightQuestion.DayOf(now)) };
        return options.Enabled && closed.To < question.To && Life(closed, now) is not null ? closed : null;
    }

    /// <summary>The kept fold, or the one that is made now. It is shared: whoever gets it merges it into another one and never changes it.</summary>
    /// <param name="closed">About which days.</param>
    /// <param name="fold">Makes it.</param>
    /// <param name="bytes">Roughly the bytes that it takes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<T> GetAsync<T>(InsightQuestion closed, Func<Task<T>> fold, Func<T, long> bytes, CancellationToken cancellationToken) where T : notnull
    {
        // Read before the journeys: what changes meanwhile has another version.
        var version = await storage.ReadVersionAsync(closed.FirstDay, closed.EndDay, cancellationToken);
        // One fold for each question, whatever its version: the one of older data is replaced.
        var key = new InsightKey(_build, "", declarations, closed).ToString();
        if (_folds.Get(key) is Kept { Fold: T known } kept && kept.Version == version)
        {
            metrics.Hit(closed.Insight);
            return known;
        }

        metrics.Miss(closed.Insight);
        var made = await fold();
        if (Life(closed, time.GetUtcNow()) is { } life)
            _folds.Set(key, new Kept(version, made), new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = life, Size = BytesPerFold + bytes(made) });
        return made;
    }

    public void Dispose() => _folds.Dispose();

    private TimeSpan? Life(InsightQuestion closed, DateTimeOffset now) =>
        AnswerLife.Of(closed, storage, options.Expiry < Longest ? options.Expiry : Longest, now);

    private sealed record Kept(string Version, object Fold);
}
