
namespace ServerSessions.Insights.Funnels;

/// <summary>Counts the properties of sessions that entered a funnel, separately for those that converted, and reports which are associated with it.</summary>
internal sealed class FunnelFactors
{
    private const int MinUnits = 25;
    private const double MinShare = 0.02;
    private const int Shown = 50;

    private readonly FunnelNames _names;
    private readonly TextNumbers _texts;
    private readonly FactorCounts _steps = new("step");
    private readonly FactorCounts _outcomes = new("outcome");
    private readonly FactorCounts _entries = new("entry");
    private readonly FactorCounts _users = new("user");
    private readonly FactorCounts _news = new("new");
    private readonly FactorCounts _browsers = new("browser");
    private readonly FactorCounts _devices = new("device");
    private readonly FactorCounts _countries = new("country");
    private readonly FactorCounts _referrers = new("referrer");
    private readonly FactorCounts[] _all;
    private readonly Dictionary<int, (int Browser, int Device)> _clients = [];
    private readonly int _anonymous;
    private readonly int _known;
    private readonly int _true;
    private readonly int _false;
    private long _converted;
    private long _left;

    public FunnelFactors(FunnelNames names, TextNumbers texts)
    {
        (_names, _texts) = (names, texts);
        (_anonymous, _known, _true, _false) = (texts.Of("anonymous"), texts.Of("known"), texts.Of("true"), texts.Of("false"));
        _all = [_steps, _outcomes, _entries, _users, _news, _browsers, _devices, _countries, _referrers];
    }

    public void Add(Walk walk, bool converted)
    {
        var unit = converted ? ++_converted + _left : _converted + ++_left;
        foreach (var step in walk.Steps)
            if (!step.IsLanding && _names.Of(step.Name) == FunnelNames.Other)
                _steps.Add(step.Name, unit, converted);
        foreach (var cause in walk.Errors)
            _outcomes.Add(cause, unit, converted);
        _entries.Add(walk.Steps[walk.Entry].Name, unit, converted);
        _users.Add(walk.User.IsNone ? _anonymous : _known, unit, converted);
        _news.Add(walk.IsNew ? _true : _false, unit, converted);
        if (walk.Client != Walk.None)
        {
            var (browser, device) = Client(walk.Client);
            _browsers.Add(browser, unit, converted);
            _devices.Add(device, unit, converted);
        }

        if (walk.Country != Walk.None)
            _countries.Add(walk.Country, unit, converted);
        if (walk.Referrer != Walk.None)
            _referrers.Add(walk.Referrer, unit, converted);
    }

    public void Merge(FunnelFactors other)
    {
        (_converted, _left) = (_converted + other._converted, _left + other._left);
        for (var i = 0; i < _all.Length; i++)
            foreach (var (value, converted, left) in other._all[i].Counts())
                _all[i].Merge(_texts.Of(other._texts[value]), converted, left);
    }

    public IReadOnlyList<FunnelFactor> Result()
    {
        var units = _converted + _left;
        var tested = _all.SelectMany(kind => kind.Counts().Select(f => (Name: $"{kind.Name}: {_texts[f.Text]}", f.Converted, f.Left)))
            .Where(f => f.Converted + f.Left is var with && with >= MinUnits && with >= MinShare * units && with < units)
            .Select(f => (f.Name, f.Converted, f.Left, P: Association.PValue(f.Converted, f.Left, _converted - f.Converted, _left - f.Left)))
            .OrderBy(f => f.P).ThenBy(f => f.Name, StringComparer.Ordinal).ToList();
        var q = Association.FalseDiscovery([.. tested.Select(f => f.P)]);
        return [.. tested.Take(Shown).Select((f, i) => new FunnelFactor(
            f.Name, f.Converted + f.Left, f.Converted, Association.OddsRatio(f.Converted, f.Left, _converted - f.Converted, _left - f.Left), f.P, q[i]))];
    }

    private (int Browser, int Device) Client(int client)
    {
        if (_clients.TryGetValue(client, out var known))
            return known;
        var (browser, device) = ClientParts.Of(_texts[client]);
        return _clients[client] = (_texts.Of(browser), _texts.Of(device));
    }
}
