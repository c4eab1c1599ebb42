using ServerSessions.Model;

namespace ServerSessions.Response;

/// <summary>
/// What holds, on this node: exchanged as a whole, so that a request looks once and waits for nobody. It stays as it is while storage
/// is away.
/// </summary>
internal sealed class DecisionTable
{
    private readonly Lock _taking = new();
    private volatile Dictionary<Pseudonym, Ruling>? _rulings;

    // A revocation that is decided again has the same id and a later time, and cuts what was signed in since.
    private HashSet<(string Id, DateTimeOffset At)> _known = [];
    private Dictionary<string, ThrottleGauge> _gauges = new(StringComparer.Ordinal);

    /// <summary>Nothing holds against anybody: the usual state, one read.</summary>
    public bool IsEmpty => _rulings is null;

    /// <summary>How many keys something holds against.</summary>
    public int Count => _rulings?.Count ?? 0;

    public Ruling? Find(Pseudonym key) => _rulings is { } rulings && !key.IsNone && rulings.TryGetValue(key, out var ruling) ? ruling : null;

    /// <summary>Whether something holds against a name, under whichever key.</summary>
    public bool Has(in KeyedName name)
    {
        if (name.Every is null)
            return Find(name.Pseudonym) is not null;
        foreach (var key in name.Every)
            if (Find(key) is not null)
                return true;
        return false;
    }

    public ThrottleGauge GaugeOf(SessionDecision throttle, int perMinute)
    {
        lock (_taking)
        {
            if (!_gauges.TryGetValue(throttle.Id, out var gauge))
                _gauges.Add(throttle.Id, gauge = new ThrottleGauge(perMinute));
            return gauge;
        }
    }

    /// <summary>Takes over all that holds.</summary>
    /// <returns>What was not known before.</returns>
    public IReadOnlyList<SessionDecision> Take(IReadOnlyCollection<SessionDecision> decisions)
    {
        lock (_taking)
        {
            var rulings = new Dictionary<Pseudonym, Ruling>();
            foreach (var decision in decisions)
            {
                PassKey[] passes = [.. decision.Passes.Select(PassKey.Of)];
                foreach (var target in decision.Targets)
                {
                    if (!Pseudonym.TryParse(target.Hash, out var key) || key.IsNone)
                        continue;
                    if (!rulings.TryGetValue(key, out var ruling))
                        rulings.Add(key, ruling = new Ruling());
                    ruling.Add(new HeldBy(decision, target.Kind, passes));
                }
            }

            var news = decisions.Where(d => !_known.Contains((d.Id, d.At))).ToList();
            _known = [.. decisions.Select(d => (d.Id, d.At))];
            var ids = decisions.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
            _gauges = _gauges.Where(g => ids.Contains(g.Key)).ToDictionary(StringComparer.Ordinal);
            _rulings = rulings.Count == 0 ? null : rulings;
            return news;
        }
    }
}
