using ServerSessions.Model;

namespace ServerSessions.Response;

/// <summary>
/// The active decisions on this node. The table is replaced as a whole, so a request reads it once and never waits. It keeps its content while storage
/// is unavailable.
/// </summary>
internal sealed class DecisionTable
{
    private readonly Lock _taking = new();
    private volatile Dictionary<Pseudonym, Ruling>? _rulings;

    // A repeated revocation has the same id and a later time, and ends sign-ins made since then.
    private HashSet<(string Id, DateTimeOffset At)> _known = [];
    private Dictionary<string, ThrottleGauge> _gauges = new(StringComparer.Ordinal);

    /// <summary>Whether no decision is active: the usual state, one read.</summary>
    public bool IsEmpty => _rulings is null;

    /// <summary>Number of keys to which a decision applies.</summary>
    public int Count => _rulings?.Count ?? 0;

    public Ruling? Find(Pseudonym key) => _rulings is { } rulings && !key.IsNone && rulings.TryGetValue(key, out var ruling) ? ruling : null;

    /// <summary>Whether a decision applies to a name, under any of its keys.</summary>
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

    /// <summary>Replaces the content with all active decisions.</summary>
    /// <returns>The decisions that are new.</returns>
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
                    ruling.Add(new AppliedDecision(decision, target, passes));
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
