using System.Globalization;
using ServerSessions.Model;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Stores rollups: a hash for each fold and day, whose fields begin with the hour; for past days, one packed value.</summary>
internal sealed class RedisRollups(RedisCalls calls, RedisKeys[] keys)
{
    private const int HourDigits = 2;

    // Fields that are added to older days stay in a hash beside the packed value.
    private const int DaysLookedBack = 10;

    public static long DayOf(long hour) => Math.DivRem(hour, 24).Quotient;

    public static string Field(RollupDelta delta) => string.Create(CultureInfo.InvariantCulture, $"{delta.Hour % 24:00}{Mark(delta.Merge)}{delta.Field}");

    public async ValueTask<IReadOnlyDictionary<long, IReadOnlyDictionary<string, long>>> ReadAsync(
        string fold, long fromHour, long toHour, CancellationToken cancellationToken)
    {
        var hours = new Dictionary<long, Dictionary<string, long>>();
        if (fromHour < toHour)
        {
            foreach (var partition in await Task.WhenAll(keys.Select((_, p) => ReadAsync(p, fold, DayOf(fromHour), DayOf(toHour - 1), cancellationToken))))
                foreach (var (day, fields) in partition)
                    Merge(hours, day, fields, fromHour, toHour);
        }

        foreach (var fields in hours.Values)
            foreach (var field in fields.Where(f => f.Value == 0).Select(f => f.Key).ToList())
                fields.Remove(field);
        return hours.ToDictionary(h => h.Key, IReadOnlyDictionary<string, long> (h) => h.Value);
    }

    /// <summary>Packs the days before a day; false when the lease is no longer this owner's.</summary>
    public async ValueTask<bool> PackAsync(PartitionLease lease, IEnumerable<string> folds, long beforeDay, CancellationToken cancellationToken)
    {
        var of = keys[lease.Partition];
        foreach (var fold in folds)
            foreach (var day in await DaysAsync(lease.Partition, fold, beforeDay - DaysLookedBack, beforeDay - 1, cancellationToken))
            {
                // A commit in between changes the revision, so the fields that were read are incomplete, and the day is packed next time.
                var revision = await calls.ExecuteAsync(lease.Partition, "HGET", cancellationToken, of.Meta, "revision");
                var (loose, packed) = await DayAsync(lease.Partition, fold, day, cancellationToken);
                if (loose.Count == 0)
                    continue;
                var all = new Dictionary<string, long>(StringComparer.Ordinal);
                foreach (var (field, value) in packed.Concat(loose))
                    all[field] = !all.TryGetValue(field, out var old) ? value : Merged(field[HourDigits], old, value);
                var answer = RedisValues.Number(await calls.RunAsync(
                    lease.Partition, RedisScript.Pack, [of.Meta, of.Rollup(fold, day), of.PackedRollup(fold, day)],
                    [lease.Owner, lease.Epoch, revision.IsNull ? "0" : (string)revision!, PackedFields.Write(all)], cancellationToken));
                if (answer == 0)
                    return false;
            }

        return true;
    }

    private async Task<(long Day, IEnumerable<KeyValuePair<string, long>> Fields)[]> ReadAsync(int partition, string fold, long first, long last, CancellationToken cancellationToken) =>
        await Task.WhenAll((await DaysAsync(partition, fold, first, last, cancellationToken)).Select(async day =>
        {
            var (loose, packed) = await DayAsync(partition, fold, day, cancellationToken);
            return (day, packed.Concat(loose));
        }));

    private async Task<long[]> DaysAsync(int partition, string fold, long first, long last, CancellationToken cancellationToken) => Array.ConvertAll(
        RedisValues.List(await calls.ExecuteAsync(partition, "ZRANGEBYSCORE", cancellationToken, keys[partition].RollupDays(fold), first, last)), RedisValues.Number);

    private async Task<(List<KeyValuePair<string, long>> Loose, IEnumerable<KeyValuePair<string, long>> Packed)> DayAsync(
        int partition, string fold, long day, CancellationToken cancellationToken)
    {
        var of = keys[partition];
        var both = RedisValues.List(await calls.RunAsync(partition, RedisScript.Rollup, [of.Rollup(fold, day), of.PackedRollup(fold, day)], [], cancellationToken));
        var pairs = RedisValues.List(both[0]);
        var loose = new List<KeyValuePair<string, long>>(pairs.Length / 2);
        for (var i = 0; i + 1 < pairs.Length; i += 2)
            loose.Add(new((string)pairs[i]!, RedisValues.Number(pairs[i + 1])));
        return (loose, both.Length < 2 || both[1].IsNull ? [] : PackedFields.Read((byte[])both[1]!));
    }

    private static void Merge(Dictionary<long, Dictionary<string, long>> hours, long day, IEnumerable<KeyValuePair<string, long>> pairs, long fromHour, long toHour)
    {
        foreach (var (name, value) in pairs)
        {
            var hour = (day * 24) + int.Parse(name.AsSpan(0, HourDigits), NumberStyles.None, CultureInfo.InvariantCulture);
            if (hour < fromHour || hour >= toHour)
                continue;
            if (!hours.TryGetValue(hour, out var fields))
                hours.Add(hour, fields = new Dictionary<string, long>(StringComparer.Ordinal));
            var field = name[(HourDigits + 1)..];
            fields[field] = !fields.TryGetValue(field, out var old) ? value : Merged(name[HourDigits], old, value);
        }
    }

    private static long Merged(char mark, long old, long value) => mark == Mark(RollupMerge.Max) ? Math.Max(old, value) : old + value;

    private static char Mark(RollupMerge merge) => merge == RollupMerge.Max ? '^' : '+';
}
