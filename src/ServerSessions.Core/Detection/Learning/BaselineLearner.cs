using System.Collections.Frozen;

namespace ServerSessions.Detection;

/// <summary>
/// Learns baselines from journeys, only from those that ended clean: closed, whole, of a browser, and with no finding. Bounded: networks,
/// steps and transitions beyond the limits are left out, the rarest first.
/// </summary>
/// <param name="zone">By whose clock hours of the week are the same; null: UTC.</param>
internal sealed class BaselineLearner(TimeZoneInfo? zone = null)
{
    private const int HeldOutOneOf = 5;
    private const int MaxHeldOut = 20_000;
    private const double Percentile = 0.999;

    private readonly Dictionary<ulong, HashSet<Pseudonym>> _users = [];
    private readonly Dictionary<string, List<int>> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<(bool IsUser, string[] Walk)> _heldOut = [];
    private readonly SiteLearner _site = new(zone);
    private long _total;
    private int _sessions;
    private DateTimeOffset _first = DateTimeOffset.MaxValue;
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    public SiteLearner Site => _site;

    public static bool IsClean(Journey journey) =>
        journey is { Close: not CloseReason.Open, HasGaps: false, Findings.Count: 0, StepCount: > 1 };

    public void Add(Journey journey)
    {
        // A place is shared whatever else its people do.
        if (!journey.User.IsNone && journey.Network is { } network && Network(network) is not 0 and var hash)
            NoteUser(hash, journey.User);
        if (!IsClean(journey))
            return;
        _sessions++;
        _first = journey.Start < _first ? journey.Start : _first;
        _last = journey.Start > _last ? journey.Start : _last;
        foreach (var step in journey.Steps.GroupBy(s => s.Name, StringComparer.Ordinal))
            NoteRequests(step.Key, step.Sum(s => s.Count));
        var walk = SequenceWalk.Of(journey.Steps);
        // By the id, whose bits are mixed: the same session is always on the same side.
        if ((journey.Id.Value.GetHashCode() & int.MaxValue) % HeldOutOneOf == 0 && _heldOut.Count < MaxHeldOut)
            _heldOut.Add((!journey.User.IsNone, walk));
        else
            Count(!journey.User.IsNone, walk);
    }

    public Baselines Result(DateTimeOffset now) => new()
    {
        Version = now.ToUnixTimeMilliseconds(),
        Sessions = _sessions,
        Days = _sessions == 0 ? 0 : Math.Round((_last - _first).TotalDays, 2),
        SharedNetworks = _users.Where(u => u.Value.Count >= LearningLimits.SharedByUsers).Select(u => u.Key).Take(LearningLimits.MaxNetworks).ToFrozenSet(),
        Items = _requests.Where(r => r.Value.Count >= LearningLimits.MinSupport)
            .OrderByDescending(r => r.Value.Count).ThenBy(r => r.Key, StringComparer.Ordinal).Take(LearningLimits.MaxSteps)
            .ToFrozenDictionary(r => r.Key, r => new ItemBaseline(Quantile(r.Value, 0.99), r.Value.Count), StringComparer.Ordinal),
        Site = _site.Result(now),
        Sequences = Sequences(),
    };

    private static ulong Network(string text) =>
        ulong.TryParse(text, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var hash) ? hash : 0;

    private void NoteUser(ulong network, Pseudonym user)
    {
        if (!_users.TryGetValue(network, out var users))
        {
            if (_users.Count >= 10 * LearningLimits.MaxNetworks)
                return;
            _users.Add(network, users = []);
        }

        if (users.Count < LearningLimits.SharedByUsers)
            users.Add(user);
    }

    private void NoteRequests(string step, int requests)
    {
        if (!_requests.TryGetValue(step, out var all))
        {
            if (_requests.Count >= 2 * LearningLimits.MaxSteps)
                return;
            _requests.Add(step, all = []);
        }

        all.Add(requests);
    }

    private void Count(bool isUser, string[] walk)
    {
        for (var i = 0; i < walk.Length; i++)
        {
            _total++;
            Count(SequenceModel.Key(isUser, walk[i]));
            if (i > 0)
                Count(SequenceModel.Key(isUser, walk[i - 1], walk[i]));
            if (i > 1)
                Count(SequenceModel.Key(isUser, walk[i - 2], walk[i - 1], walk[i]));
        }
    }

    private void Count(string key)
    {
        if (_counts.TryGetValue(key, out var seen))
            _counts[key] = seen + 1;
        else if (_counts.Count < 10 * LearningLimits.MaxTransitions)
            _counts.Add(key, 1);
    }

    private SequenceModel Sequences()
    {
        if (_heldOut.Count < LearningLimits.MinSupport)
            return SequenceModel.Empty;
        var counts = _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(LearningLimits.MaxTransitions)
            .ToFrozenDictionary(StringComparer.Ordinal);
        var open = new SequenceModel(counts, _total, double.PositiveInfinity, 0);
        var held = _heldOut.Select(h => open.Greatest(h.IsUser, h.Walk)).Where(bits => bits > 0).Order().ToList();
        return held.Count < LearningLimits.MinSupport
            ? SequenceModel.Empty
            : new SequenceModel(counts, _total, held[(int)Math.Ceiling(Percentile * held.Count) - 1], held.Count);
    }

    private static int Quantile(List<int> values, double share)
    {
        values.Sort();
        return values[(int)Math.Ceiling(share * values.Count) - 1];
    }
}
