using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Compare;
using ServerSessions.Chaos.Journal;
using ServerSessions.Chaos.Running;

namespace ServerSessions.Chaos.Promises;

/// <summary>How a run of events ended.</summary>
/// <param name="Verdict">The comparison of journals and journeys.</param>
/// <param name="Sent">What the journals say.</param>
/// <param name="Stored">What was read.</param>
/// <param name="Producers">What the producers that lived to the end said at last.</param>
/// <param name="Workers">What the workers said.</param>
internal sealed record EventTotals(
    Verdict Verdict, SentEvents Sent, StoredJourneys Stored, IReadOnlyList<ChildStats> Producers, IReadOnlyList<ChildStats> Workers)
{
    public long Dropped => Producers.Sum(p => p.Dropped + p.Refused);

    /// <summary>The figures that every run of events must reach: nothing lost, doubled or out of order, and nothing uncounted.</summary>
    /// <param name="result">Where they are added.</param>
    /// <param name="othersWrote">Other producers wrote too, with times of their own: their rollups may stand at any hour.</param>
    public void Add(PromiseResult result, bool othersWrote = false)
    {
        result.Add("events", Verdict.Acknowledged);
        result.AddExactly("lost", Verdict.Lost, 0);
        result.AddExactly("doubled", Verdict.Doubled, 0);
        result.AddExactly("reordered", Verdict.Reordered, 0);
        result.AddExactly("strange", Verdict.Strange, 0);
        result.Add("inDoubt", Verdict.InDoubt);
        result.Add("dropped", Dropped);
        result.AddExactly("uncounted", Producers.Sum(p => p.Offered - p.Refused - p.Recorded - p.Dropped - p.Queued), 0);
        // Offset, journeys and roll-ups are one unit: had a commit been done twice or by halves, these two would part.
        if (!othersWrote)
            result.AddExactly("rollupsOff", Math.Abs(Stored.RolledSessions - Stored.Closed) + Math.Abs(Stored.RolledSteps - Stored.ClosedSteps), 0);
        result.Require(Verdict.Acknowledged > 0 && Stored.Closed > 0, "no event was acknowledged, or no session was closed: nothing was shown");
    }
}
