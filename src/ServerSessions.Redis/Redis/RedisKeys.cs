using System.Globalization;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// The names of keys. All keys of a partition share its hash tag, <c>{p07}</c>, so a script over them works on one slot of a cluster.
/// Data kept by time is in numbered buckets (days, months); the name without a number is the sorted set of the existing numbers.
/// </summary>
internal sealed class RedisKeys(string prefix, int partition)
{
    public const int LiveBuckets = 256;

    private readonly string _root = Root(prefix, partition);

    public RedisKey Meta { get; } = Root(prefix, partition) + "meta";

    public RedisKey Events { get; } = Root(prefix, partition) + "events";

    /// <summary>Producer → its last appended sequence, and the second of the append.</summary>
    public RedisKey Producers { get; } = Root(prefix, partition) + "producers";

    /// <summary>Producer → its last folded sequence.</summary>
    public RedisKey Folded { get; } = Root(prefix, partition) + "folded";

    public RedisKey Outbox { get; } = Root(prefix, partition) + "outbox";

    public RedisKey Dead { get; } = Root(prefix, partition) + "dead";

    /// <summary>Day to the stamp of the last change of its closed journeys or rollups.</summary>
    public RedisKey Versions { get; } = Root(prefix, partition) + "versions";

    /// <summary>Ids and keys of open sessions, in order.</summary>
    public RedisKey Open { get; } = Root(prefix, partition) + "open";

    /// <summary>User, id and key of open sessions of users, in order.</summary>
    public RedisKey OpenUsers { get; } = Root(prefix, partition) + "open:users";

    public RedisKey JourneyDays { get; } = Root(prefix, partition) + "journeys";

    public RedisKey UserMonths { get; } = Root(prefix, partition) + "users";

    public static string Config(string prefix) => prefix + ":config";

    public static string Channel(string prefix) => prefix + ":appended";

    /// <summary>The channel of notifications, by topic.</summary>
    public static string Topics(string prefix) => prefix + ":told";

    /// <summary>The beginning of the keys of cached answers, which belong to no partition.</summary>
    public static string Answers(string prefix) => prefix + ":answers:";

    public RedisKey Live(int bucket) => string.Create(CultureInfo.InvariantCulture, $"{_root}live:{bucket:x2}");

    /// <summary>Id → user and data of the journeys that started on a day and are in no block yet.</summary>
    public RedisKey Journeys(long day) => string.Create(CultureInfo.InvariantCulture, $"{_root}journeys:{day}");

    /// <summary>Their ids in order.</summary>
    public RedisKey JourneyIds(long day) => string.Create(CultureInfo.InvariantCulture, $"{_root}journeys:{day}:ids");

    /// <summary>Name (lowest id, number of the change that wrote it) → block; a block has the ids below the next one's lowest id.</summary>
    public RedisKey JourneyBlocks(long day) => string.Create(CultureInfo.InvariantCulture, $"{_root}journeys:{day}:blocks");

    /// <summary>Their names in order.</summary>
    public RedisKey JourneyNames(long day) => string.Create(CultureInfo.InvariantCulture, $"{_root}journeys:{day}:names");

    public RedisKey Users(long month) => string.Create(CultureInfo.InvariantCulture, $"{_root}users:{month}");

    public RedisKey RollupDays(string fold) => $"{_root}rollup:{fold}";

    public RedisKey Rollup(string fold, long day) => string.Create(CultureInfo.InvariantCulture, $"{_root}rollup:{fold}:{day}");

    /// <summary>The fields of a past day, in one value.</summary>
    public RedisKey PackedRollup(string fold, long day) => string.Create(CultureInfo.InvariantCulture, $"{_root}rollup:{fold}:{day}:packed");

    public RedisKey Documents(string table) => $"{_root}docs:{table}";

    public RedisKey DocumentIndex(string table) => $"{_root}docs:{table}:order";

    private static string Root(string prefix, int partition) => string.Create(CultureInfo.InvariantCulture, $"{prefix}:{{p{partition:00}}}:");
}
