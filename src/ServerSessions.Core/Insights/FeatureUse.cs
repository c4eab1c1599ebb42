namespace ServerSessions.Insights;

/// <summary>What one user did with one feature.</summary>
internal sealed class FeatureUse
{
    private const int Recent = 28;
    private const int Habit = 3;

    private readonly HashSet<int> _days = [];
    private bool _isForbidden;

    /// <summary>The first time it let the user in; the greatest time there is while it did not.</summary>
    public DateTimeOffset First { get; private set; } = DateTimeOffset.MaxValue;

    public bool WasDenied { get; private set; }

    /// <summary>Let in at least once, or neither refused nor known to be: one who could have used it.</summary>
    public bool WasAllowed => WasUsed || (!WasDenied && !_isForbidden);

    public bool WasUsed => _days.Count > 0;

    public void Use(DateTimeOffset time, int day)
    {
        First = time < First ? time : First;
        _days.Add(day);
    }

    public void Deny() => WasDenied = true;

    /// <summary>Policies refuse the feature to the user, whether or not the user has tried it.</summary>
    public void Forbid() => _isForbidden = true;

    public void Merge(FeatureUse other)
    {
        First = other.First < First ? other.First : First;
        WasDenied |= other.WasDenied;
        _isForbidden |= other._isForbidden;
        _days.UnionWith(other._days);
    }

    /// <summary>Days of use among the last 28, that day with them.</summary>
    public int RecentDays(int asOf) => _days.Count(d => d > asOf - Recent && d <= asOf);

    public bool IsHabit(int asOf) => RecentDays(asOf) >= Habit;
}
