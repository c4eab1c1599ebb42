using ServerSessions.Insights;
using ServerSessions.Journeys.Codec;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Navigation;

/// <summary>Finds sessions that show an anomaly: those that went a new way, else any that were on the route and not on the way that vanished.</summary>
internal sealed class NavigationExamples(ISessionStorage storage)
{
    public const int MaxExamples = 3;
    private const int MaxLooked = 5_000;
    private const int Chunk = 500;

    public async ValueTask<IReadOnlyList<Journey>> FindAsync(NavigationAnomaly anomaly, CancellationToken cancellationToken)
    {
        var (good, fair) = (new List<Journey>(), new List<Journey>());
        var codec = new JourneyCodec(new StringPool());
        SessionId? before = null;
        for (var looked = 0; looked < MaxLooked && good.Count < MaxExamples; looked += Chunk)
        {
            var page = await storage.ListAsync(
                new JourneyQuery(anomaly.Hour.ToUnixTimeMilliseconds(), anomaly.Hour.AddHours(1).ToUnixTimeMilliseconds(), default, before, Chunk), cancellationToken);
            foreach (var journey in page.Select(stored => codec.Decode(stored)))
                if (Shows(journey, anomaly) is { } clearly && (clearly ? good : fair) is { Count: < MaxExamples } list)
                    list.Add(journey);
            if (page.Count < Chunk)
                break;
            before = page[^1].Id;
        }

        return [.. good.Concat(fair).Take(MaxExamples)];
    }

    // Null when it was not on the route; else whether it went a way that has grown, or ended badly there where errors are the news.
    private static bool? Shows(Journey journey, NavigationAnomaly anomaly)
    {
        bool? shows = null;
        for (var i = 0; i < journey.Steps.Count; i++)
        {
            if (journey.Steps[i].Name != anomaly.Route)
                continue;
            var next = i + 1 < journey.Steps.Count ? journey.Steps[i + 1].Name : "(exit)";
            var grown = anomaly.Shifts.Any(s => s.Edges.Any(e => e.To == next && e.Sessions > e.Expected));
            var bad = anomaly.Shifts.Any(s => s.Kind == NavigationShiftKind.Errors) && journey.Steps[i].Outcome is not (Outcome.Ok or Outcome.Redirected);
            if (grown || bad)
                return true;
            shows = false;
        }

        return shows;
    }
}
