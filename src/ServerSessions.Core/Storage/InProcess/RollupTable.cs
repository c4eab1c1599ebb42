using ServerSessions.Model;

namespace ServerSessions.Storage.InProcess;

/// <summary>Hourly rollups of all partitions; the newest 400 days of each fold are kept, or the number that the fold sets.</summary>
internal sealed class RollupTable
{
    public const int MaxHours = 400 * 24;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Fold> _folds = new(StringComparer.Ordinal);
    private readonly DayVersions _versions = new();

    public void Apply(IReadOnlyList<RollupDelta> deltas)
    {
        lock (_lock)
        {
            foreach (var delta in deltas)
                Apply(delta);
            foreach (var fold in _folds.Values)
                fold.Forget(_versions);
        }
    }

    /// <summary>The number of the last change of each of these days.</summary>
    public long[] Versions(long fromDay, long toDay)
    {
        lock (_lock) return _versions.Of(fromDay, toDay);
    }

    public IReadOnlyDictionary<long, IReadOnlyDictionary<string, long>> Read(string fold, long fromHour, long toHour)
    {
        var read = new Dictionary<long, IReadOnlyDictionary<string, long>>();
        lock (_lock)
        {
            foreach (var (hour, fields) in _folds.GetValueOrDefault(fold)?.Hours ?? [])
            {
                if (hour >= fromHour && hour < toHour)
                    read.Add(hour, new Dictionary<string, long>(fields, StringComparer.Ordinal));
            }
        }
        return read;
    }

    private void Apply(RollupDelta delta)
    {
        if (!_folds.TryGetValue(delta.Fold, out var fold))
            _folds.Add(delta.Fold, fold = new Fold());
        fold.Apply(delta);
        _versions.Raise(DayOf(delta.Hour));
    }

    private static long DayOf(long hour) => Math.DivRem(hour, 24).Quotient;

    private sealed class Fold
    {
        private long _newest = long.MinValue;
        private long _kept = MaxHours;

        public SortedDictionary<long, Dictionary<string, long>> Hours { get; } = [];

        public void Apply(RollupDelta delta)
        {
            _newest = Math.Max(_newest, delta.Hour);
            _kept = delta.KeptDays > 0 ? Math.Min(MaxHours, delta.KeptDays * 24) : MaxHours;
            if (!Hours.TryGetValue(delta.Hour, out var fields))
                Hours.Add(delta.Hour, fields = new Dictionary<string, long>(StringComparer.Ordinal));
            fields[delta.Field] = !fields.TryGetValue(delta.Field, out var old) ? delta.Value
                : delta.Merge == RollupMerge.Max ? Math.Max(old, delta.Value)
                : old + delta.Value;
            if (delta.Merge == RollupMerge.Add && fields[delta.Field] == 0)
                fields.Remove(delta.Field);
        }

        public void Forget(DayVersions versions)
        {
            while (Hours.Count > 0 && Hours.Keys.First() is var oldest && oldest <= _newest - _kept)
            {
                // A fold that requests fewer hours reports this to its readers.
                Hours.Remove(oldest);
                if (_kept == MaxHours)
                    versions.Raise(DayOf(oldest));
            }
        }
    }
}
