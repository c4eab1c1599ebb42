using ServerSessions.Model;

namespace ServerSessions;

/// <summary>
/// Settings of the cache of insight answers. It keeps answers about ranges whose days (UTC) are over: in this process and, with <c>UseRedis</c>, in Redis for
/// the other nodes. An answer is only used while the stored data of its days is unchanged, so a cached figure never differs from a computed one.
/// </summary>
public sealed class InsightCacheOptions
{
    /// <summary>Whether answers are cached; true by default.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Maximum time that an answer is kept; 1 day by default, 1 minute to 30 days.</summary>
    [AllowedRange("00:01:00", "30.00:00:00")]
    public TimeSpan Expiry { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Maximum size of all answers that this process keeps in its memory, in bytes; 32 MiB by default, 1 MiB to 1 GiB. Its answers in Redis are
    /// limited to the same size, those since the process started, and so is what it keeps of days that are over. Keys and the overhead of entries count. A single answer above 1 MiB is not kept.
    /// </summary>
    [AllowedRange(1 << 20, 1 << 30)]
    public long MaxBytes { get; set; } = 32 << 20;
}
