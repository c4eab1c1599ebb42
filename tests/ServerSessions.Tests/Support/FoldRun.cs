using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Support;

/// <summary>
/// Runs a partition's fold over events, with signals reaching their actors at once. Restarting, every event is followed by what a
/// change of workers does: all state is encoded, and another fold goes on with what was decoded.
/// </summary>
internal sealed class FoldRun
{
    private readonly StringPool _pool = new();
    private readonly JourneySettings _settings;
    private readonly DetectionEngine _engine;
    private readonly Dictionary<LiveKey, ReadOnlyMemory<byte>> _stored = [];
    private readonly EndpointCatalog _catalog;
    private readonly bool _restarting;
    private readonly List<Signal> _waiting = [];
    private long _givenUpAt;
    private bool _isBehind;

    public FoldRun(
        JourneySettings? settings = null, EndpointCatalog? catalog = null, DetectionOptions? options = null,
        IEnumerable<ISessionDetector>? detectors = null, bool restarting = false,
        Baselines? baselines = null, IEnumerable<Suppression>? suppressions = null)
    {
        options ??= new DetectionOptions();
        _settings = settings ?? JourneySettings.Default;
        _catalog = catalog ?? EndpointCatalog.Empty;
        _restarting = restarting;
        _engine = new DetectionEngine(detectors ?? BuiltInRules.All(options), options);
        if (baselines is not null || suppressions is not null)
            _engine.Take(new Dictionary<string, DetectionMode>(), suppressions ?? [], baselines ?? Baselines.Empty);
        Fold = new PartitionFold(3, _settings, _engine);
    }

    public DetectionEngine Engine => _engine;

    /// <summary>Alerts that were not raised because people had said so, by hour and rule.</summary>
    public Dictionary<(long Hour, string Field), long> Suppressed { get; } = [];

    /// <summary>Signals that no rule could remember.</summary>
    public long Unremembered { get; private set; }

    public PartitionFold Fold { get; private set; }

    public List<Journey> Closed { get; } = [];

    /// <summary>Alerts as they were raised and grew, in order.</summary>
    public List<DetectionResult> Alerts { get; } = [];

    /// <summary>Alerts that were sent.</summary>
    public IEnumerable<Finding> Raised => Alerts.Where(a => a.IsNew).Select(a => a.Alert.Finding);

    public FoldRun Add(params IEnumerable<RequestEvent> events)
    {
        foreach (var e in events)
        {
            Fold.Apply(e, _catalog);
            Take();
        }

        return this;
    }

    /// <summary>Advances time to a number of seconds after the beginning.</summary>
    public FoldRun Until(double seconds)
    {
        Fold.AdvanceTo(SampleRequests.At(seconds));
        Take();
        return this;
    }

    /// <summary>Adds events in the order of time, which goes on with them.</summary>
    public FoldRun Live(params IEnumerable<RequestEvent> events)
    {
        foreach (var e in events)
        {
            Fold.AdvanceTo(e.Time);
            Fold.Apply(e, _catalog);
            Take();
        }

        return this;
    }

    /// <summary>Adds one event that was recorded under another version of the application.</summary>
    public FoldRun Apply(RequestEvent e, EndpointCatalog catalog)
    {
        Fold.AdvanceTo(e.Time);
        Fold.Apply(e, catalog);
        for (var next = 0; next < Fold.Changes.Signals.Count; next++)
            Fold.Apply(Fold.Changes.Signals[next], catalog);
        Fold.Changes.Signals.Clear();
        Take();
        return this;
    }

    /// <summary>Closes what is open.</summary>
    public FoldRun End()
    {
        Fold.AdvanceTo(long.MaxValue);
        Take();
        return this;
    }

    /// <summary>Folds as late as a worker with a backlog of this length: reports between partitions wait until it is released.</summary>
    public FoldRun Behind(double seconds, params IEnumerable<RequestEvent> events)
    {
        _isBehind = true;
        foreach (var e in events)
        {
            Fold.Clock = UnixTime.ToDate(e.Time).AddSeconds(seconds);
            Fold.AdvanceTo(e.Time);
            Fold.Apply(e, _catalog);
            Take();
        }

        Fold.AdvanceTo(SampleRequests.At(seconds - 1));
        Take();
        _isBehind = false;
        Take();
        return this;
    }

    private void Take()
    {
        if (_isBehind)
        {
            _waiting.AddRange(Fold.Changes.Signals.Where(s => s.Notice is not null));
            Fold.Changes.Signals.RemoveAll(s => s.Notice is not null);
        }
        else
        {
            Fold.Changes.Signals.InsertRange(0, _waiting);
            _waiting.Clear();
        }

        // Findings that a signal leads to can produce signals too.
        for (var next = 0; next < Fold.Changes.Signals.Count; next++)
        {
            if (_isBehind && Fold.Changes.Signals[next].Notice is not null)
                _waiting.Add(Fold.Changes.Signals[next]);
            else
                Fold.Apply(Fold.Changes.Signals[next], _catalog);
        }

        Closed.AddRange(Fold.Changes.Closed);
        foreach (var late in Fold.Changes.Late)
            if (Closed.FindIndex(j => j.Id == late.Session) is var at and >= 0)
                Closed[at] = ClosedSessions.With(Closed[at], late);
        Alerts.AddRange(Fold.Changes.Alerts.Values);
        foreach (var (key, count) in Fold.Changes.Suppressed)
            Suppressed[key] = Suppressed.GetValueOrDefault(key) + count;
        Unremembered += Fold.Changes.Unremembered;
        if (_restarting)
            Restart();
        Fold.Changes.Clear();
    }

    private void Restart()
    {
        var sessions = new LiveSessionCodec(_pool, Capacity);
        var actors = new LiveActorCodec(_pool, Capacity);
        foreach (var key in Fold.Changes.Live)
            _stored[key] = key.Kind == ActorKind.Session
                ? Fold.Session(key.Id) is { } session ? sessions.Encode(session) : default
                : Fold.Actor(key) is { } actor ? actors.Encode(actor) : default;
        var next = new PartitionFold(3, _settings, _engine);
        next.Use(_catalog);
        _givenUpAt = Math.Max(_givenUpAt, Fold.Changes.GivenUpAt);
        next.Restore(_givenUpAt);
        foreach (var (key, state) in _stored.Where(s => !s.Value.IsEmpty))
            if (key.Kind == ActorKind.Session)
                next.Restore(sessions.Decode(state));
            else
                next.Restore(key.Kind, actors.Decode(state));
        Fold = next;
    }

    private int Capacity(string rule) => _engine.Detectors.First(d => d.Info.Id == rule).Info.Capacity;
}
