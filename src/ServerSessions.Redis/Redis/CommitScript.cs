using ServerSessions.Model;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Writes a commit as the keys and arguments of <c>commit.lua</c>.</summary>
internal sealed class CommitScript(RedisKeys of, RedisStorageOptions options)
{
    // Days whose data may still be read end by the server's clock, and workers' clocks differ.
    private const int DaysOver = 3;

    // Lua accepts about 8,000 values in one call.
    private const int MaxArguments = 4_000;
    private const long SecondsPerDay = 86_400;

    private readonly List<RedisKey> _keys = [of.Meta, of.Events, of.Outbox, of.Dead, of.Versions];
    private readonly Dictionary<RedisKey, int> _numbers = new() { [of.Meta] = 1, [of.Events] = 2, [of.Outbox] = 3, [of.Dead] = 4, [of.Versions] = 5 };
    private readonly List<object> _arguments = [];

    public ReadOnlySpan<RedisKey> Keys => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_keys);

    public ReadOnlySpan<object> Arguments => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_arguments);

    public static int BucketOf(LiveKey key) => (int)(key.Id.High >> 56);

    public void Add(PartitionLease lease, PartitionCommit commit, DateTimeOffset? pruneBefore)
    {
        _arguments.AddRange([lease.Owner, lease.Epoch, commit.Revision, commit.Offset.ToString(), RedisValues.After(commit.Offset).ToString()]);
        Live(commit.Live);
        Operation("leave", of.Open, [.. commit.Ended.Select(RedisValues.Bytes)]);
        Operation("leave", of.OpenUsers, [.. commit.Ended.Where(s => !s.User.IsNone).Select(RedisValues.UserBytes)]);
        Operation("enter", of.Open, [.. commit.Opened.Select(RedisValues.Bytes)]);
        Operation("enter", of.OpenUsers, [.. commit.Opened.Where(s => !s.User.IsNone).Select(RedisValues.UserBytes)]);
        Closed(commit.Closed);
        Rollups(commit.Rollups);
        Operation("version", of.Versions, [
            .. commit.Closed.Select(j => JourneyDays.DayOf(j.Id)).Concat(commit.Rollups.Select(d => RedisRollups.DayOf(d.Hour))).Distinct().Select(day => (object)day)]);
        foreach (var document in commit.Documents)
            Operation("document", of.Documents(document.Table), [
                Number(of.DocumentIndex(document.Table)), document.Id, RedisValues.Order(document.Order), RedisValues.Bytes(document.Data)]);
        foreach (var item in commit.Outbox)
            Operation("outbox", of.Outbox, [(int)item.Kind, item.Target, item.Count, RedisValues.Bytes(item.Payload), item.Kind == OutboxKind.Signals ? 1 : 0]);
        foreach (var letter in commit.Dead)
            Operation("dead", of.Dead, [letter.Position.ToString(), letter.Producer, letter.Reason, RedisValues.Bytes(letter.Payload)]);
        Count("dead", commit.Dead.Count);
        Count("missing", commit.Missing);
        Count("buried", commit.Buried);
        Count("early", commit.ClosedEarly);
        Count("unremembered", commit.Unremembered);
        if (commit.Open is { } open)
            Operation("set", of.Meta, ["open", open]);
        if (commit.GivenUpAt > 0)
            Operation("max", of.Meta, ["givenup", commit.GivenUpAt]);
        Operation("set", of.Folded, [.. commit.Folded.SelectMany(f => new object[] { f.Key, f.Value })]);
        if (pruneBefore is not { } before)
            return;
        Operation("prune", of.Producers, [before.ToUnixTimeSeconds(), Number(of.Folded)]);
        var kept = options.JourneyRetention > options.RollupRetention ? options.JourneyRetention : options.RollupRetention;
        Operation("forget", of.Versions, [(before.ToUnixTimeSeconds() / SecondsPerDay) - (long)kept.TotalDays - DaysOver]);
    }

    private void Live(IReadOnlyList<LiveEntry> entries)
    {
        foreach (var bucket in entries.GroupBy(e => BucketOf(e.Key)))
        {
            var key = of.Live(bucket.Key);
            Operation("live", key, [.. bucket.Where(e => !e.State.IsEmpty).SelectMany(e => new object[] { RedisValues.Bytes(e.Key), RedisValues.Bytes(e.State) })]);
            Operation("ended", key, [.. bucket.Where(e => e.State.IsEmpty).Select(e => RedisValues.Bytes(e.Key))]);
        }
    }

    private void Closed(IReadOnlyList<StoredJourney> journeys)
    {
        foreach (var day in journeys.GroupBy(j => JourneyDays.DayOf(j.Id)))
        {
            Operation("set", of.Journeys(day.Key), [.. day.SelectMany(j => new object[] { RedisValues.Bytes(j.Id), JourneyDays.Bytes(j) })]);
            Operation("enter", of.JourneyIds(day.Key), [.. day.Select(j => RedisValues.Bytes(j.Id))]);
            Bucket(of.JourneyDays, day.Key, options.JourneyRetention, isVersioned: true, of.Journeys(day.Key), of.JourneyIds(day.Key));
        }
    }

    private void Rollups(IReadOnlyList<RollupDelta> deltas)
    {
        foreach (var bucket in deltas.GroupBy(d => (d.Fold, Day: RedisRollups.DayOf(d.Hour))))
        {
            var key = of.Rollup(bucket.Key.Fold, bucket.Key.Day);
            foreach (var merge in bucket.GroupBy(d => d.Merge))
                Operation(merge.Key == RollupMerge.Max ? "max" : "add", key, [.. merge.SelectMany(d => new object[] { RollupField.NameOf(d), d.Value })]);
            var kept = bucket.First().KeptDays is > 0 and var days && TimeSpan.FromDays(days) < options.RollupRetention ? TimeSpan.FromDays(days) : options.RollupRetention;
            Bucket(of.RollupDays(bucket.Key.Fold), bucket.Key.Day, kept, kept == options.RollupRetention, key);
        }
    }

    private void Bucket(RedisKey index, long day, TimeSpan retention, bool isVersioned, params RedisKey[] keys)
    {
        Operation("bucket", index, [day, (long)retention.TotalDays + 2, isVersioned ? 1 : 0]);
        foreach (var key in keys)
            Operation("expire", key, [(day + 1) * SecondsPerDay, (long)retention.TotalSeconds]);
    }

    private void Count(string field, long more)
    {
        if (more > 0)
            Operation("add", of.Meta, [field, more]);
    }

    private void Operation(string name, RedisKey key, object[] arguments)
    {
        foreach (var chunk in arguments.Chunk(MaxArguments))
            _arguments.AddRange([name, Number(key), chunk.Length, .. chunk]);
    }

    private int Number(RedisKey key)
    {
        if (_numbers.TryGetValue(key, out var number))
            return number;
        _keys.Add(key);
        _numbers.Add(key, _keys.Count);
        return _keys.Count;
    }
}
