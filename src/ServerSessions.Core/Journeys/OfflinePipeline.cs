using ServerSessions.Detection;
using ServerSessions.Model;

namespace ServerSessions.Journeys;

/// <summary>
/// The same folds without a storage: for replaying a log and for simulations in virtual time. Events are given in the order of
/// their time; signals reach their actors at once.
/// </summary>
internal sealed class OfflinePipeline(JourneySettings settings, DetectionEngine detection, EndpointCatalog catalog)
{
    private const int TakeAfter = 1024;

    private readonly PartitionFold _fold = new(partition: 0, settings, detection) { IsStored = false, KeepsJourneys = false };
    private long _now = long.MinValue;
    private int _applied;

    /// <summary>The call of an application's detector that the fold makes now.</summary>
    public DetectorCall Call => _fold.Call;

    /// <summary>Called with each journey when it closes.</summary>
    public Action<Journey>? Closed
    {
        get;
        init
        {
            field = value;
            _fold.KeepsJourneys = value is not null;
        }
    }

    /// <summary>Called with each alert when it is raised (true) and when it has grown (false).</summary>
    public Action<Alert, bool>? Raised { get; init; }

    /// <summary>Called with evidence for a session that was closed before it came.</summary>
    public Action<LateEvidence>? Late { get; init; }

    /// <summary>Folds one event and returns the session it belongs to; the default when it opened none.</summary>
    public SessionId Add(in RequestEvent e)
    {
        Advance(e.Time);
        _fold.Apply(e, catalog);
        var session = _fold.Current;
        Signal();
        if (_fold.Changes.Alerts.Count > 0 || ++_applied >= TakeAfter)
            Take();
        return session;
    }

    /// <summary>Lets time pass, Unix microseconds: sessions close and rules wake.</summary>
    public void AdvanceTo(long now)
    {
        Advance(now);
        Take();
    }

    /// <summary>Findings that the open session of a key has; none where no session is open.</summary>
    public IReadOnlyList<Finding> FindingsOf(Pseudonym key) => _fold.Session(key) is { HasFindings: true } open ? open.Findings : [];

    /// <summary>Closes what is still open, as if no visitor returned.</summary>
    public void Complete()
    {
        AdvanceFold(long.MaxValue);
        Take();
    }

    private void Advance(long now)
    {
        if (now <= _now)
            return;
        _now = now;
        AdvanceFold(now);
    }

    private void AdvanceFold(long now)
    {
        while (_fold.AdvanceOne(now))
            Signal();
    }

    // Findings that a signal leads to can produce signals too.
    private void Signal()
    {
        var signals = _fold.Changes.Signals;
        for (var next = 0; next < signals.Count; next++)
            _fold.Apply(signals[next], catalog);
        signals.Clear();
    }

    private void Take()
    {
        _applied = 0;
        foreach (var journey in _fold.Changes.Closed)
            Closed?.Invoke(journey);
        foreach (var late in _fold.Changes.Late)
            Late?.Invoke(late);
        foreach (var result in _fold.Changes.Alerts.Values)
            Raised?.Invoke(result.Alert, result.IsNew);
        _fold.Changes.Clear();
    }
}
