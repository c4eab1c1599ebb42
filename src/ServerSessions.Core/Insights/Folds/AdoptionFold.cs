using System.Runtime.InteropServices;

namespace ServerSessions.Insights.Folds;

/// <summary>
/// Features by user: the days on which each user used each, evaluated in <see cref="Result"/>. A user to whom policies refuse a feature, at sign-in or when it was
/// tried, and who never used it, was not allowed and is not in the denominator.
/// </summary>
internal sealed class AdoptionFold(InsightSettings settings, int exactUpTo = Distribution.Some) : ISizedFold
{
    private const int DeniedShown = 100;

    private const long BytesPerUse = 320;
    private const long BytesPerId = 48;

    private readonly Dictionary<Pseudonym, DateTimeOffset> _users = [];
    private readonly Dictionary<(string Feature, Pseudonym User), FeatureUse> _uses = [];
    private readonly Dictionary<(string Step, string Cause), (HashSet<SessionId> Sessions, HashSet<Pseudonym> Users)> _denied = [];
    private readonly HashSet<string> _called = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private int _lastDay = int.MinValue;

    public long Bytes => (BytesPerUse * _uses.Count) + (BytesPerId * (_users.Count + _denied.Values.Sum(d => d.Sessions.Count + d.Users.Count)));

    public void Add(Journey journey)
    {
        foreach (var step in journey.Steps)
            Add(journey, step);
        if (journey.CountedUser.IsNone || journey.Steps.Count == 0)
            return;
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_users, journey.CountedUser, out var known);
        first = known && first < journey.Steps[0].Time ? first : journey.Steps[0].Time;
        foreach (var feature in journey.RefusedFeatures)
            if (settings.Features.Names.Contains(feature))
                Use((feature, journey.CountedUser)).Forbid();
    }

    public void Merge(AdoptionFold other)
    {
        foreach (var (user, first) in other._users)
            _users[user] = _users.TryGetValue(user, out var mine) && mine < first ? mine : first;
        foreach (var (key, use) in other._uses)
            Use(key).Merge(use);
        foreach (var (key, refused) in other._denied)
        {
            var mine = Refused(key);
            mine.Sessions.UnionWith(refused.Sessions);
            mine.Users.UnionWith(refused.Users);
        }

        _called.UnionWith(other._called);
        _used.UnionWith(other._used);
        _lastDay = Math.Max(_lastDay, other._lastDay);
    }

    /// <param name="asOf">The day of the states; null: the last day with a step.</param>
    /// <param name="endpoints">All steps that the application has.</param>
    public AdoptionReport Result(int? asOf = null, IEnumerable<string>? endpoints = null)
    {
        var day = asOf ?? _lastDay;
        var byFeature = _uses.ToLookup(u => u.Key.Feature, StringComparer.Ordinal);
        return new AdoptionReport
        {
            Users = _users.Count,
            AsOf = day == int.MinValue ? "" : Calendar.Text(day, RetentionPeriod.Day),
            Features = [.. settings.Features.Names.Select(f => Feature(f, [.. byFeature[f].Select(u => (u.Key.User, u.Value))], day))],
            NeverUsed = [.. settings.Features.Names.Where(f => !_used.Contains(f))],
            NeverCalled = [.. (endpoints ?? []).Where(e => !_called.Contains(e)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Denied = [.. _denied.Select(d => new DeniedStep(d.Key.Step, d.Key.Cause, d.Value.Sessions.Count, d.Value.Users.Count))
                .OrderByDescending(d => d.Users).ThenByDescending(d => d.Sessions).ThenBy(d => d.Step, StringComparer.Ordinal)
                .ThenBy(d => d.Cause, StringComparer.Ordinal).Take(DeniedShown)],
        };
    }

    private void Add(Journey journey, Step step)
    {
        var day = settings.Day(step.Time);
        _lastDay = Math.Max(_lastDay, day);
        _called.Add(step.Name);
        foreach (var page in step.Landings)
            _called.Add(page);
        var denied = step.Outcome == Outcome.Denied;
        if (denied)
        {
            var refused = Refused((step.Name, CauseText.Of(step)));
            refused.Sessions.Add(journey.Id);
            if (!journey.CountedUser.IsNone)
                refused.Users.Add(journey.CountedUser);
        }

        foreach (var feature in settings.Features.Of(step.Name))
        {
            if (!denied)
                _used.Add(feature);
            if (journey.CountedUser.IsNone)
                continue;
            var use = Use((feature, journey.CountedUser));
            if (denied)
                use.Deny();
            else
                use.Use(step.Time, day);
        }
    }

    private FeatureAdoption Feature(string feature, IReadOnlyList<(Pseudonym User, FeatureUse Use)> uses, int asOf)
    {
        var used = uses.Where(u => u.Use.WasUsed).ToList();
        var allowed = _users.Count - uses.Count(u => !u.Use.WasAllowed);
        var times = new Distribution(exactUpTo);
        foreach (var (user, use) in used)
            times.Add((use.First - _users[user]).TotalSeconds);
        var adopted = used.Count(u => u.Use.IsHabit(asOf));
        var lapsed = used.Count(u => u.Use.RecentDays(asOf) == 0);
        return new FeatureAdoption
        {
            Feature = feature,
            Users = allowed,
            Denied = uses.Count(u => u.Use.WasDenied),
            Unaware = allowed - used.Count,
            Adopted = adopted,
            Lapsed = lapsed,
            Tried = used.Count - adopted - lapsed,
            Share = allowed == 0 ? null : (double)used.Count / allowed,
            TimeToFirstUseSeconds = times.Percentiles(),
        };
    }

    private FeatureUse Use((string Feature, Pseudonym User) key)
    {
        ref var use = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, key, out _);
        return use ??= new FeatureUse();
    }

    private (HashSet<SessionId> Sessions, HashSet<Pseudonym> Users) Refused((string Step, string Cause) key)
    {
        if (!_denied.TryGetValue(key, out var refused))
            _denied.Add(key, refused = ([], []));
        return refused;
    }
}
