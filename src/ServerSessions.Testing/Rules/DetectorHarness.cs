using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Model;

namespace ServerSessions.Testing;

/// <summary>
/// Runs detectors over the events that a test describes and returns what they find. Events pass through the engine and the journeys of the product, in virtual
/// time, as <c>sessions replay</c> and <c>sessions simulate</c> run them. What was learned of an application is empty. One thread at a time uses it.
/// </summary>
public sealed class DetectorHarness
{
    private readonly Dictionary<string, TestSession> _sessions = new(StringComparer.Ordinal);
    private readonly List<TestEndpoint> _endpoints = [];
    private readonly FindingList _findings = new();
    private readonly WatchedDetector[] _watched;
    private readonly DetectionEngine _engine;
    private readonly JourneySettings _settings;
    private OfflinePipeline? _pipeline;

    /// <summary>Runs detectors with the default settings.</summary>
    /// <param name="detectors">Detectors of the application, built-in ones (<see cref="BuiltInDetectors"/>), or both.</param>
    /// <exception cref="InvalidOperationException">Two of them have one id.</exception>
    public DetectorHarness(params IEnumerable<ISessionDetector> detectors) : this(null, detectors)
    {
    }

    /// <summary>Runs detectors with settings of the application.</summary>
    /// <param name="configure">
    /// Settings: idle timeout, maximum age, goals, flows, hubs, and modes of <c>Detection</c>. A rule that starts in mode Off runs as Observe unless its mode is set here.
    /// </param>
    /// <param name="detectors">Detectors of the application, built-in ones, or both.</param>
    /// <exception cref="InvalidOperationException">Two of them have one id, or a mode is set for a rule that is not among them.</exception>
    public DetectorHarness(Action<SessionProcessingOptions>? configure, params IEnumerable<ISessionDetector> detectors)
    {
        ArgumentNullException.ThrowIfNull(detectors);
        var options = new SessionProcessingOptions();
        configure?.Invoke(options);
        _watched = [.. detectors.Select(d => new WatchedDetector(d))];
        if (_watched.Length == 0)
            throw new ArgumentException("No detector was given; expected one or more.", nameof(detectors));
        foreach (var detector in _watched.Where(d => d.Info.Mode == DetectionMode.Off))
            options.Detection.Modes.TryAdd(detector.Info.Id, DetectionMode.Observe);
        _engine = new DetectionEngine(_watched, options.Detection);
        _settings = new JourneySettings(options.IdleTimeout, options.MaxAge, options.Goals, options.Flows, options.Hubs);
    }

    /// <summary>The time at which the next request begins (UTC). A harness starts on Monday, 5 January 2026, 09:00.</summary>
    public DateTimeOffset Now { get; private set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The findings so far, in the order in which they were first raised, each in its current state: evidence within the hour is added to a finding. Findings
    /// that only add to a session's risk, and those of severity Info about a session, are included.
    /// </summary>
    public IReadOnlyList<Finding> Findings
    {
        get
        {
            foreach (var session in _sessions.Values)
                TakeOpen(session.Key);
            return _findings.All;
        }
    }

    /// <summary>Declares an endpoint, as the application's conventions do. Before the first event.</summary>
    /// <exception cref="InvalidOperationException">An event was sent already.</exception>
    public DetectorHarness Declare(TestEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (_pipeline is not null)
            throw new InvalidOperationException($"{endpoint.Method} {endpoint.Route} was declared after the first event. Declare endpoints before any event is sent.");
        _endpoints.Add(endpoint);
        return this;
    }

    /// <summary>The session of a browser: the same name gives the same one.</summary>
    public TestSession Session(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_sessions.TryGetValue(name, out var session))
            _sessions.Add(name, session = new TestSession(this, name));
        return session;
    }

    /// <summary>The pseudonym that a finding about a user shows as <see cref="Subject.Hash"/>.</summary>
    public static Pseudonym UserPseudonym(string user) => TestNames.Pseudonym("user", user);

    /// <summary>The pseudonym that a finding about an account shows as <see cref="Subject.Hash"/>.</summary>
    public static Pseudonym AccountPseudonym(string account) => TestNames.Pseudonym("account", account);

    /// <summary>Moves time on: sessions close, and detectors wake that have asked for it with <see cref="DetectorContext.WakeAt"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public DetectorHarness Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Now += time;
        Pipeline.AdvanceTo(Now.ToMicroseconds());
        Check();
        return this;
    }

    /// <summary>Closes every session that is open and wakes every detector that waits. No event can follow.</summary>
    public DetectorHarness Complete()
    {
        Pipeline.Complete();
        Check();
        return this;
    }

    internal TestEndpoint? Find(TestRequest request) =>
        request.IsUnmatched ? null : _endpoints.Find(e => e.Method == request.Method && e.Route == request.Path);

    internal SessionId Add(in RequestEvent e)
    {
        if (UnixTime.ToDate(e.Time) is var time && time > Now)
            Now = time;
        var session = Pipeline.Add(e);
        TakeOpen(e.Key);
        Check();
        return session;
    }

    // A finding that is no alert stays with its session.
    private void TakeOpen(Pseudonym key)
    {
        foreach (var finding in Pipeline.FindingsOf(key))
            _findings.Take(finding);
    }

    private OfflinePipeline Pipeline => _pipeline ??= new OfflinePipeline(_settings, _engine, Catalog())
    {
        Raised = (alert, _) => _findings.Take(alert.Finding),
        Closed = journey =>
        {
            foreach (var finding in journey.Findings)
                _findings.Take(finding);
        },
    };

    private EndpointCatalog Catalog() => new("test", [.. _endpoints.Select(e =>
    {
        var verb = HttpVerbs.Parse(e.Method);
        return new EndpointFacts(e.Step ?? $"{verb.Name()} {e.Route}", verb, e.Route, [.. e.Requires], null, TestEvents.Flags(e), e.Policy) { IsForm = e.IsForm, NeedsToken = e.NeedsToken };
    })]);

    private void Check()
    {
        foreach (var detector in _watched)
            detector.ThrowIfFailed();
    }
}
