using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Stores rollups: for each fold and day one packed value, and a hash of what came since it was packed, whose fields begin with the hour.</summary>
internal sealed class RedisRollups(RedisCalls calls, RedisKeys[] keys)
{
    // Fields that are added to older days stay in a hash beside the packed value.
    private const int DaysLookedBack = 10;

    public static long DayOf(long hour) => Math.DivRem(hour, 24).Quotient;

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
                var all = new Dictionary<RollupField, long>();
                foreach (var (field, value) in packed.Concat(loose))
                    all[field] = !all.TryGetValue(field, out var old) ? value : field.Merge(old, value);
                var answer = RedisValues.Number(await calls.RunAsync(
                    lease.Partition, RedisScript.Pack, [of.Meta, of.Rollup(fold, day), of.PackedRollup(fold, day)],
                    [lease.Owner, lease.Epoch, revision.IsNull ? "0" : (string)revision!, PackedFields.Write(all)], cancellationToken));
                if (answer == 0)
                    return false;
            }

        return true;
    }

    private async Task<(long Day, IEnumerable<KeyValuePair<RollupField, long>> Fields)[]> ReadAsync(int partition, string fold, long first, long last, CancellationToken cancellationToken) =>
        await Task.WhenAll((await DaysAsync(partition, fold, first, last, cancellationToken)).Select(async day =>
        {
            var (loose, packed) = await DayAsync(partition, fold, day, cancellationToken);
            return (day, packed.Concat(loose));
        }));

    private async Task<long[]> DaysAsync(int partition, string fold, long first, long last, CancellationToken cancellationToken) => Array.ConvertAll(
        RedisValues.List(await calls.ExecuteAsync(partition, "ZRANGEBYSCORE", cancellationToken, keys[partition].RollupDays(fold), first, last)), RedisValues.Number);

    private async Task<(List<KeyValuePair<RollupField, long>> Loose, IReadOnlyList<KeyValuePair<RollupField, long>> Packed)> DayAsync(
        int partition, string fold, long day, CancellationToken cancellationToken)
    {
        var of = keys[partition];
        var both = RedisValues.List(await calls.RunAsync(partition, RedisScript.Rollup, [of.Rollup(fold, day), of.PackedRollup(fold, day)], [], cancellationToken));
        var pairs = RedisValues.List(both[0]);
        var loose = new List<KeyValuePair<RollupField, long>>(pairs.Length / 2);
        for (var i = 0; i + 1 < pairs.Length; i += 2)
            loose.Add(new(RollupField.Of((string)pairs[i]!), RedisValues.Number(pairs[i + 1])));
        return (loose, both.Length < 2 || both[1].IsNull ? [] : PackedFields.Read((byte[])both[1]!));
    }

    private static void Merge(Dictionary<long, Dictionary<string, long>> hours, long day, IEnumerable<KeyValuePair<RollupField, long>> pairs, long fromHour, long toHour)
    {
        foreach (var (figure, value) in pairs)
        {
            var hour = (day * 24) + figure.Hour;
            if (hour < fromHour || hour >= toHour)
                continue;
            if (!hours.TryGetValue(hour, out var fields))
                hours.Add(hour, fields = new Dictionary<string, long>(StringComparer.Ordinal));
            var field = figure.Name[1..];
            fields[field] = !fields.TryGetValue(field, out var old) ? value : figure.Merge(old, value);
        }
    }
}
