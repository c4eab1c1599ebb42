
namespace ServerSessions.Reports.Cohorts;

/// <summary>Collects the signed-in users of journeys, each with the day of the newest one.</summary>
internal sealed class CohortFold
{
    /// <summary>Maximum number of users of a cohort.</summary>
    public const int Most = 100_000;

    private readonly Dictionary<Pseudonym, ushort> _days = [];

    public IEnumerable<UserDay> Users => _days.Select(u => new UserDay(u.Key, u.Value));

    public int Count => _days.Count;

    /// <exception cref="ArgumentException">There are more users than a cohort can have.</exception>
    public void Add(Journey journey)
    {
        if (!journey.CountedUser.IsNone)
            Add(journey.CountedUser, DayOf(DateTimeOffset.FromUnixTimeMilliseconds(journey.Id.Milliseconds)));
    }

    public void Merge(CohortFold other)
    {
        foreach (var (user, day) in other.Users)
            Add(user, day);
    }

    public static ushort DayOf(DateTimeOffset time) => (ushort)Math.Clamp(Math.Floor((time - DateTimeOffset.UnixEpoch).TotalDays), 0, ushort.MaxValue);

    private void Add(Pseudonym user, ushort day)
    {
        if (!_days.TryGetValue(user, out var known) && _days.Count == Most)
            throw new ArgumentException($"The cohort has more than {Most} users, which is the maximum. Save a smaller range or a narrower segment, or the segment itself as a filter.");
        _days[user] = Math.Max(known, day);
    }
}
