using ServerSessions.Model;

namespace ServerSessions.Reports.History;

/// <summary>The events of many journeys in the order of their time; only journeys that overlap are open at once.</summary>
internal static class HistoryOrder
{
    /// <param name="journeys">In the order of their start.</param>
    /// <param name="catalog">The endpoints, for what the application declares of steps.</param>
    public static IEnumerable<(Journey Journey, RequestEvent Event)> Of(IEnumerable<Journey> journeys, EndpointCatalog catalog)
    {
        var open = new PriorityQueue<(Journey Journey, IEnumerator<RequestEvent> Events), long>();
        foreach (var journey in journeys)
        {
            var start = journey.Start.ToMicroseconds();
            while (open.TryPeek(out _, out var next) && next <= start)
                yield return Next(open);
            var events = HistoryEvents.Of(journey, catalog).GetEnumerator();
            if (events.MoveNext())
                open.Enqueue((journey, events), events.Current.Time);
        }

        while (open.Count > 0)
            yield return Next(open);
    }

    private static (Journey, RequestEvent) Next(PriorityQueue<(Journey Journey, IEnumerator<RequestEvent> Events), long> open)
    {
        var (journey, events) = open.Dequeue();
        var current = events.Current;
        if (events.MoveNext())
            open.Enqueue((journey, events), events.Current.Time);
        return (journey, current);
    }
}
