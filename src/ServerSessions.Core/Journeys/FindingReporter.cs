using ServerSessions.Detection;
using ServerSessions.Journeys.Actors;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;

namespace ServerSessions.Journeys;

/// <summary>What becomes of what rules find: it stays with its session, is alerted unless people have said otherwise, and is answered.</summary>
internal sealed class FindingReporter(DetectionEngine detection, DetectorContext context, FoldChanges changes)
{
    /// <summary>A finding about an actor whose newest evidence lies in an open session of this partition. A session that has closed stays as it was.</summary>
    /// <returns>Whether the session has changed.</returns>
    public bool Blame(LiveSession live, in Signal signal)
    {
        var notice = BlameNotice.Read(signal.Event);
        if (notice.Mode is { } mode)
            changes.Candidates.Add(ResponseCandidates.Of(notice.Alert, live, mode == DetectionMode.Enforce, notice.SignIn));
        if (!notice.IsBlame)
            return false;
        live.Keep(notice.Alert.Finding);
        Weigh(live);
        return true;
    }

    /// <summary>A finding about the session itself stays with its journey, the newest state of it.</summary>
    public void Keep(LiveSession live, List<DetectionResult> results)
    {
        if (results.Count == 0)
            return;
        foreach (var result in results)
            live.Keep(result.Alert.Finding);
        Report(results, live);
        Weigh(live);
    }

    /// <summary>Alerts. What is induced is answered in no session: a session answers for its own.</summary>
    public void Report(List<DetectionResult> results, LiveSession? live = null, bool mayAnswer = true)
    {
        foreach (var result in results)
        {
            var finding = result.Alert.Finding;
            if (finding.Severity <= Severity.Info || detection.IsContribution(finding.Rule))
                continue;
            // The source answers for it whatever people have said about the person.
            if (!result.Source.IsNone && result.Full is { } full)
                changes.Signals.Add(InducedNotice.Of(result.Source, result.Alert, full, context.Session));
            if (detection.IsSuppressed(finding, context.Now))
            {
                changes.Suppress(finding.Rule, context.Now, result.IsNew);
                continue;
            }

            changes.Add(result);
            if (!mayAnswer || finding.Induced)
                continue;
            if (live is not null && result is { IsNews: true, Mode: >= DetectionMode.Shadow })
                changes.Candidates.Add(ResponseCandidates.Of(result.Alert, live, result.Mode == DetectionMode.Enforce));
            else if (live is null)
                changes.Signals.AddRange(ResponseCandidates.Notices(result));
        }

        foreach (var notice in context.Notices)
            if (detection.IsHeard(notice.Kind, notice.Event.Step))
                changes.Signals.Add(notice);
        context.Notices.Clear();
    }

    private void Weigh(LiveSession live)
    {
        if (detection.Weigh(live.Id.ToString(), live.Findings) is not { } incident)
            return;
        live.Keep(incident.Alert.Finding);
        changes.Add(incident);
    }
}
