using ServerSessions.Insights.Courses;

namespace ServerSessions.Insights.Floors;

/// <summary>The people behind sessions.</summary>
/// <param name="People">Number of distinct visitors.</param>
/// <param name="OfBusiest">Number of sessions of the four with the most sessions.</param>
internal sealed record PeopleCount(long People, long OfBusiest)
{
    /// <summary>The smallest group of people that is shown.</summary>
    public const int Floor = SmallGroups.Floor;

    /// <summary>The smallest number of sessions that at least five people have, whoever they are.</summary>
    public long Sessions => People < Floor ? long.MaxValue : OfBusiest + 1;
}
