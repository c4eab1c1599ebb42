using ServerSessions.Model;

namespace ServerSessions.Cli.Insight;

/// <summary>Variants that lines of steps named: of each the earliest time, by the number of the session.</summary>
internal sealed class ImportedExposures
{
    private readonly Dictionary<int, List<Exposure>> _bySession = [];

    public void Add(int session, string experiment, string variant, long time)
    {
        if (!_bySession.TryGetValue(session, out var all))
            _bySession.Add(session, all = []);
        var exposure = new Exposure(experiment, variant, UnixTime.ToDate(time));
        var at = all.FindIndex(x => x.Experiment == experiment && x.Variant == variant);
        if (at < 0)
            all.Add(exposure);
        else if (exposure.Time < all[at].Time)
            all[at] = exposure;
    }

    public IReadOnlyList<Exposure> Of(int session) => _bySession.GetValueOrDefault(session) ?? (IReadOnlyList<Exposure>)[];

    /// <summary>Experiments with their variants, both by name.</summary>
    public IEnumerable<(string Experiment, IReadOnlyList<string> Variants)> Experiments() =>
        _bySession.Values.SelectMany(all => all).GroupBy(x => x.Experiment, x => x.Variant, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
}
