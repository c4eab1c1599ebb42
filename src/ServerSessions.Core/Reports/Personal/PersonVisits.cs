using ServerSessions.Insights.Courses;
using ServerSessions.Insights.Personal;

namespace ServerSessions.Reports.Personal;

/// <summary>A journey as its own person sees it: without findings, pseudonyms and network.</summary>
internal static class PersonVisits
{
    private const int AreasShown = 8;

    public static PersonVisit Of(Journey journey, Areas areas) => new()
    {
        Id = journey.Id.ToString(),
        Start = journey.Start,
        End = journey.End,
        IsOpen = journey.Close == CloseReason.Open,
        Client = journey.Client,
        Country = journey.Country,
        Steps = journey.StepCount,
        Areas = [.. FeatureVisit.Of(journey, areas.Features).Select(v => areas.Of(v)).OfType<string>().Distinct(StringComparer.Ordinal).Take(AreasShown)],
        First = journey.Entry?.Name,
        Last = journey.Exit?.Name,
    };
}
