using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>Keeps which variants of experiments a session was shown, each once with its earliest time.</summary>
internal static class SessionExposures
{
    private const int MaxExposures = 64;

    public static void Add(List<Exposure> all, KeyValuePair<string, string>[] properties, long time)
    {
        foreach (var (experiment, variant) in FeatureFlags.Read(properties))
        {
            var at = all.FindIndex(x => x.Experiment == experiment && x.Variant == variant);
            if (at < 0 && all.Count < MaxExposures)
                all.Add(new Exposure(experiment, variant, UnixTime.ToDate(time)));
            else if (at >= 0 && UnixTime.ToDate(time) < all[at].Time)
                all[at] = all[at] with { Time = UnixTime.ToDate(time) };
        }
    }
}
