using System.Globalization;
using ServerSessions.Model;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Hourly figures: a hash for each fold and day, whose fields begin with the hour.</summary>
internal sealed class RedisRollups(RedisCalls calls, RedisKeys[] keys)
{
    private const int HourDigits = 2;

    public static long DayOf(long hour) => Math.DivRem(hour, 24).Quotient;

    public static string Field(RollupDelta delta) => string.Create(CultureInfo.InvariantCulture, $"{delta.Hour % 24:00}{Mark(delta.Merge)}{delta.Field}");

    public async ValueTask<IReadOnlyDictionary<long, IReadOnlyDictionary<string, long>>> ReadAsync(
        string fold, long fromHour, long toHour, CancellationToken cancellation)
    {
        var hours = new Dictionary<long, Dictionary<string, long>>();
        if (fromHour < toHour)
        {
            foreach (var partition in await Task.WhenAll(keys.Select((_, p) => ReadAsync(p, fold, DayOf(fromHour), DayOf(toHour - 1), cancellation))))
                foreach (var (day, pairs) in partition)
                    Merge(hours, day, pairs, fromHour, toHour);
        }

        return hours.ToDictionary(h => h.Key, IReadOnlyDictionary<string, long> (h) => h.Value);
    }

    private async Task<(long Day, RedisResult[] Pairs)[]> ReadAsync(int partition, string fold, long first, long last, CancellationToken cancellation)
    {
        var days = RedisValues.List(await calls.ExecuteAsync(partition, "ZRANGEBYSCORE", cancellation, keys[partition].RollupDays(fold), first, last));
        return await Task.WhenAll(days.Select(RedisValues.Number).Select(async day =>
            (day, RedisValues.List(await calls.ExecuteAsync(partition, "HGETALL", cancellation, keys[partition].Rollup(fold, day))))));
    }

    private static void Merge(Dictionary<long, Dictionary<string, long>> hours, long day, RedisResult[] pairs, long fromHour, long toHour)
    {
        for (var i = 0; i + 1 < pairs.Length; i += 2)
        {
            var name = (string)pairs[i]!;
            var hour = (day * 24) + int.Parse(name.AsSpan(0, HourDigits), NumberStyles.None, CultureInfo.InvariantCulture);
            if (hour < fromHour || hour >= toHour)
                continue;
            if (!hours.TryGetValue(hour, out var fields))
                hours.Add(hour, fields = new Dictionary<string, long>(StringComparer.Ordinal));
            var (field, value) = (name[(HourDigits + 1)..], RedisValues.Number(pairs[i + 1]));
            fields[field] = !fields.TryGetValue(field, out var old) ? value
                : name[HourDigits] == Mark(RollupMerge.Max) ? Math.Max(old, value)
                : old + value;
        }
    }

    private static char Mark(RollupMerge merge) => merge == RollupMerge.Max ? '^' : '+';
}
