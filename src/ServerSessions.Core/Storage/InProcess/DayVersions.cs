namespace ServerSessions.Storage.InProcess;

/// <summary>Numbers of the last change of each day; used under the lock of the data that they stand for. A number is given once.</summary>
internal sealed class DayVersions
{
    // No storage holds data of more days; beyond that all days count as changed.
    private const int MaxDays = 10_000;

    private readonly Dictionary<long, long> _changed = [];
    private long _all;
    private long _last;

    public void Raise(long day)
    {
        if (_changed.Count >= MaxDays && !_changed.ContainsKey(day))
        {
            _changed.Clear();
            _all = ++_last;
        }

        _changed[day] = ++_last;
    }

    public long[] Of(long fromDay, long toDay)
    {
        var versions = new long[Math.Max(0, toDay - fromDay)];
        for (var i = 0; i < versions.Length; i++)
            versions[i] = _changed.GetValueOrDefault(fromDay + i, _all);
        return versions;
    }
}
