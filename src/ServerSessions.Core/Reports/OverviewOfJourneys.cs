using ServerSessions.Insights.Folds;

namespace ServerSessions.Reports;

/// <summary>The overview of journeys that are folded one by one, with their number by the hour since 1970.</summary>
internal sealed record OverviewOfJourneys(OverviewFold Fold, Dictionary<long, long> Hours)
{
    public void Add(Journey journey)
    {
        Fold.Add(journey);
        Count(journey.Id.Milliseconds / 3_600_000, 1);
    }

    public void Merge(OverviewOfJourneys other)
    {
        Fold.Merge(other.Fold.Fields);
        foreach (var (hour, sessions) in other.Hours)
            Count(hour, sessions);
    }

    private void Count(long hour, long sessions) => Hours[hour] = Hours.GetValueOrDefault(hour) + sessions;
}
