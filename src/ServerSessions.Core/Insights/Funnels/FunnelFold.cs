using System.Globalization;
using System.Runtime.InteropServices;
using ServerSessions.Model;

namespace ServerSessions.Insights.Funnels;

/// <summary>
/// A funnel over journeys. By sessions each journey is matched as it comes; by users their visits to the funnel's steps are kept and
/// matched in <see cref="Result"/>, since journeys come in any order.
/// </summary>
internal sealed class FunnelFold : IRollupFold, ISizedFold
{
    private const long BytesOfFactors = 65_536;
    private const long BytesPerUser = 128;
    private const long BytesPerVisit = 48;

    private readonly FunnelDefinition _definition;
    private readonly FunnelNames _names;
    private readonly FunnelMatch _match;
    private readonly FunnelCounts _counts;
    private readonly FunnelFactors _factors;
    private readonly int _exactUpTo;
    private readonly Dictionary<Pseudonym, List<FunnelVisit>> _users = [];
    private readonly Dictionary<Pseudonym, List<EventValue>> _worth = [];
    private readonly Walk _walk = new(new TextNumbers());
    private readonly List<FunnelVisit> _visits = [];

    /// <exception cref="ArgumentException">The definition cannot be used; the message says why.</exception>
    public FunnelFold(FunnelDefinition definition, int exactUpTo = Distribution.Some)
    {
        if (definition.Fault is { } fault)
            throw new ArgumentException(fault);
        (_definition, _exactUpTo) = (definition, exactUpTo);
        _names = new FunnelNames(definition, _walk.Texts);
        _match = new FunnelMatch(_names, definition.Order, definition.Window?.ToMicroseconds());
        _counts = new FunnelCounts(_names, exactUpTo);
        _factors = new FunnelFactors(_names, _walk.Texts);
    }

    public long Bytes => BytesOfFactors + _counts.Bytes + _users.Values.Sum(v => BytesPerUser + (BytesPerVisit * v.Capacity)) + _worth.Values.Sum(v => BytesPerUser + (BytesPerVisit * v.Capacity));

    public IReadOnlyDictionary<string, long> Fields => _counts.Fields();

    /// <summary>The name contains a hash of the definition, so a changed funnel of the same name starts with empty counts.</summary>
    public static string RollupName(FunnelDefinition definition) => string.Create(CultureInfo.InvariantCulture, $"funnel:{definition.Name}:{StableHash.Of(definition.Shape):x}");

    /// <summary>A fold whose times are a histogram from the first value on, as a rollup keeps them.</summary>
    public static FunnelFold Rolled(FunnelDefinition definition) => new(definition, exactUpTo: 0);

    /// <summary>To be filled and added; its numbers are this fold's.</summary>
    public Walk Walk => _walk;

    public void Merge(IReadOnlyDictionary<string, long> fields) => _counts.Merge(fields);

    public void Add(Journey journey)
    {
        _walk.Fill(journey);
        Add(_walk);
    }

    /// <param name="walk">This fold's own walk, or one with the same numbers.</param>
    public void Add(Walk walk)
    {
        if (walk.Steps.Count == 0)
            return;
        if (_definition.Unit == FunnelUnit.User)
        {
            AddUser(walk);
            return;
        }

        _counts.Units++;
        if (!Match(walk))
            return;
        _counts.Add(_match, _visits, walk.Values);
        _factors.Add(walk, converted: _match.Farthest == _names.Steps.Length - 1);
    }

    /// <summary>How far a session comes, by itself: for looking at the sessions behind a figure.</summary>
    /// <param name="journey">The session.</param>
    /// <param name="cause">How it left the step that it came to.</param>
    /// <returns>The farthest step, from 0; −1 when it never began.</returns>
    public int FarthestOf(Journey journey, out string? cause)
    {
        _walk.Fill(journey);
        cause = null;
        if (!Match(_walk))
            return -1;
        cause = _visits[_match.Left].Cause;
        return _match.Farthest;
    }

    /// <summary>Whether a session reached a step, optional ones too; after <see cref="FarthestOf"/> of it.</summary>
    public bool Reached(int step) => _match.Reached[step] >= 0;

    public void Merge(FunnelFold other)
    {
        _counts.Merge(other._counts);
        _factors.Merge(other._factors);
        foreach (var (user, visits) in other._users)
        {
            if (_users.TryGetValue(user, out var mine))
                mine.AddRange(visits);
            else
                _users.Add(user, [.. visits]);
        }

        foreach (var (user, values) in other._worth)
            WorthOf(user).AddRange(values);
    }

    public FunnelReport Result()
    {
        if (_definition.Unit == FunnelUnit.Session)
            return _counts.Result() with { Factors = _factors.Result() };
        var counts = new FunnelCounts(_names, _exactUpTo) { Units = _users.Count };
        foreach (var (user, visits) in _users)
        {
            var ordered = visits.OrderBy(v => v.Time).ToList();
            _match.Run(ordered);
            if (_match.Farthest >= 0)
                counts.Add(_match, ordered, _worth.GetValueOrDefault(user) ?? []);
        }

        return counts.Result();
    }

    // Most journeys never touch the funnel: nothing is made for them.
    private bool Match(Walk walk)
    {
        var first = _names.Steps[0];
        var begins = false;
        foreach (var step in walk.Steps)
            begins |= _names.Of(step.Name) is var name && (_definition.Order == FunnelOrder.Any ? name >= 0 : name == first);
        if (!begins)
            return false;
        _visits.Clear();
        AddVisits(walk, _visits);
        _match.Run(_visits);
        return _match.Farthest >= 0;
    }

    private void AddUser(Walk walk)
    {
        if (walk.User.IsNone)
            return;
        ref var visits = ref CollectionsMarshal.GetValueRefOrAddDefault(_users, walk.User, out _);
        AddVisits(walk, visits ??= []);
        if (walk.Values.Count > 0)
            WorthOf(walk.User).AddRange(walk.Values);
    }

    private List<EventValue> WorthOf(Pseudonym user)
    {
        ref var values = ref CollectionsMarshal.GetValueRefOrAddDefault(_worth, user, out _);
        return values ??= [];
    }

    // An act whose redirects led to pages has their names too, and is a visit to each step of the funnel among them. Of acts outside the funnel, one in a row is
    // enough to show that the steps around it are not adjacent.
    private void AddVisits(Walk walk, List<FunnelVisit> visits)
    {
        var lastWasOther = false;
        for (int act = 0, end; act < walk.Steps.Count; act = end)
        {
            end = act + 1;
            while (end < walk.Steps.Count && walk.Steps[end].IsLanding)
                end++;
            var isOther = true;
            for (var i = act; i < end; i++)
                if (_names.Of(walk.Steps[i].Name) is var name && name != FunnelNames.Other)
                {
                    isOther = false;
                    visits.Add(Visit(walk, i, name, end));
                }

            // A recorded event that the funnel does not name lies inside the act before it.
            if (isOther && walk.Steps[act].IsRecorded)
                continue;
            if (isOther && !lastWasOther)
                visits.Add(Visit(walk, act, FunnelNames.Other, end));
            lastWasOther = isOther;
        }
    }

    private static FunnelVisit Visit(Walk walk, int at, int name, int next)
    {
        while (next < walk.Steps.Count && walk.Steps[next].IsRecorded)
            next++;
        return new(walk.Steps[at].Time, name, name < 0 ? "" : walk.Texts[walk.Steps[at].Cause], next < walk.Steps.Count ? walk.Texts[walk.Steps[next].Name] : null);
    }
}
