using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Journeys.Browser;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Journeys.People;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Model.Notices;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>The changes of the fold since the last commit.</summary>
internal sealed class FoldChanges(InsightSettings insights)
{
    private const long MicrosecondsPerHour = 3_600_000_000;

    private readonly IReadOnlyList<Rollup> _kept = Rollup.All(insights);
    private readonly PlaceBudget _places = new();

    public HashSet<LiveKey> Live { get; } = [];
    public List<Journey> Closed { get; } = [];

    /// <summary>By rollup and the hour since 1970 at which its piece begins.</summary>
    public Dictionary<(Rollup Rollup, long Hour), IRollupFold> Rollups { get; } = [];

    /// <summary>Counts that changed journeys had in pieces of rollups, and that are subtracted there.</summary>
    public Dictionary<(Rollup Rollup, long Hour), Dictionary<string, long>> Removed { get; } = [];

    /// <summary>Evidence for sessions that were closed before it came.</summary>
    public List<LateEvidence> Late { get; } = [];

    /// <summary>People's decisions about alerts, for closed sessions with their evidence.</summary>
    public List<VerdictNotice> Verdicts { get; } = [];

    /// <summary>Floods of sessions, for those of them that are closed.</summary>
    public List<FloodNotice> Floods { get; } = [];

    /// <summary>Whether something is to be taken into journeys of closed sessions (<see cref="ClosedSessions"/>).</summary>
    public bool AwaitsClosed => Late.Count > 0 || Verdicts.Count > 0 || Floods.Count > 0;

    /// <summary>How far the partition is with erasures, by their id.</summary>
    public Dictionary<string, ErasurePart> Erasures { get; } = new(StringComparer.Ordinal);

    public List<Signal> Signals { get; } = [];

    /// <summary>The counts of the rule about the whole site, by hour since 1970 and field.</summary>
    public Dictionary<(long Hour, string Field), long> Site { get; } = [];

    /// <summary>Alerts that were not raised because people had said so, by hour since 1970 and rule.</summary>
    public Dictionary<(long Hour, string Field), long> Suppressed { get; } = [];

    /// <summary>By id: an alert that grew several times is written once.</summary>
    public Dictionary<string, DetectionResult> Alerts { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Alerts to send, in order: new ones and each rise, as they stood before the next rise, so that the number of messages does not depend on where commits end.
    /// </summary>
    public Dictionary<(string Id, Severity Severity), DetectionResult> Messages { get; } = [];

    /// <summary>Sessions that a rule in mode Shadow or Enforce has found something new, or worse, about.</summary>
    public List<ResponseCandidate> Candidates { get; } = [];

    /// <summary>Keys of open sessions that report to the memories of their people with the next commit.</summary>
    public HashSet<Pseudonym> Reporting { get; } = [];

    /// <summary>Reports of sessions to the memories of their people.</summary>
    public List<PersonProgress> Progress { get; } = [];

    /// <summary>Sessions that were closed early because there were too many.</summary>
    public long ClosedEarly { get; set; }

    /// <summary>Actors with recent evidence, or with what they are known for, that were given up because there were too many of their kind.</summary>
    public long Unremembered { get; set; }

    /// <summary>When a session or its rest was last given up for room, Unix microseconds; 0 when none was.</summary>
    public long GivenUpAt { get; set; }

    public bool IsEmpty => Candidates.Count == 0 && Live.Count == 0 && Closed.Count == 0 && Rollups.Count == 0 && Signals.Count == 0 && Alerts.Count == 0 && Site.Count == 0 && Suppressed.Count == 0 && !AwaitsClosed && Erasures.Count == 0 && Unremembered == 0;

    public void Add(Journey journey, bool withRollups)
    {
        // What is stored is what is counted, so that it can be subtracted again.
        var counted = _places.Bound(journey);
        Closed.Add(counted);
        if (!withRollups)
            return;
        foreach (var rollup in _kept)
            if (rollup.Counts(journey.Actor))
                PieceOf(rollup, journey).Add(counted);
    }

    /// <summary>A closed journey has changed: it is stored again, and counts where it belongs now.</summary>
    /// <param name="before">The journey as it is stored, or closed in this stretch.</param>
    /// <param name="after">The same journey now.</param>
    public void Replace(Journey before, Journey after)
    {
        var at = Closed.FindIndex(j => j.Id == before.Id);
        if (at < 0)
            Closed.Add(after);
        else
            Closed[at] = after;
        if (before.Actor == after.Actor)
            return;
        foreach (var rollup in _kept)
        {
            if (rollup.Counts(before.Actor))
                Remove(rollup, before);
            if (rollup.Counts(after.Actor))
                PieceOf(rollup, after).Add(after);
        }
    }

    /// <summary>A journey that is not kept: it is in the overview and in no list, so no other insight counts it.</summary>
    public void Count(Journey journey)
    {
        foreach (var rollup in _kept)
            if (rollup.AddUnlisted is { } add && rollup.Counts(journey.Actor))
                add(PieceOf(rollup, journey), journey);
    }

    public void Add(DetectionResult result)
    {
        // An alert that was opened in this very stretch stays new when it grows.
        var isNew = result.IsNew || (Alerts.TryGetValue(result.Alert.Id, out var before) && before.IsNew);
        Alerts[result.Alert.Id] = result with { IsNew = isNew };
        var message = (result.Alert.Id, result.Alert.Finding.Severity);
        if (result.IsNews || Messages.ContainsKey(message))
            Messages[message] = result with { IsOfPersons = result.IsOfPersons && (!Messages.TryGetValue(message, out var sent) || sent.IsOfPersons) };
    }

    public void CountSite(SiteKind kind, long time)
    {
        var key = (time / MicrosecondsPerHour, SiteKinds.Field(kind));
        Site[key] = Site.GetValueOrDefault(key) + 1;
    }

    // More evidence of what is not sent, and its rises, are not sent either, and count once.
    public void Suppress(string rule, DateTimeOffset now, bool isNew)
    {
        var key = (now.ToMicroseconds() / MicrosecondsPerHour, rule);
        if (isNew)
            Suppressed[key] = Suppressed.GetValueOrDefault(key) + 1;
    }

    public void Clear()
    {
        Candidates.Clear();
        Reporting.Clear();
        Progress.Clear();
        Site.Clear();
        Suppressed.Clear();
        ClosedEarly = 0;
        Unremembered = 0;
        GivenUpAt = 0;
        Live.Clear();
        Closed.Clear();
        Rollups.Clear();
        Removed.Clear();
        Late.Clear();
        Verdicts.Clear();
        Floods.Clear();
        Erasures.Clear();
        Signals.Clear();
        Alerts.Clear();
        Messages.Clear();
    }

    private void Remove(Rollup rollup, Journey journey)
    {
        var one = rollup.Create();
        one.Add(journey);
        var key = (rollup, rollup.PieceOf(journey));
        if (!Removed.TryGetValue(key, out var removed))
            Removed.Add(key, removed = new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var (field, value) in one.Fields)
            removed[field] = removed.GetValueOrDefault(field) + value;
        PieceOf(rollup, journey);
    }

    private IRollupFold PieceOf(Rollup rollup, Journey journey)
    {
        var key = (rollup, rollup.PieceOf(journey));
        if (!Rollups.TryGetValue(key, out var fold))
            Rollups.Add(key, fold = rollup.Create());
        return fold;
    }
}
