using ServerSessions.Detection;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys;

/// <summary>Passes on the findings of rules: to their session, to the alerts unless they are suppressed, and to the responder.</summary>
internal sealed class FindingReporter(DetectionEngine detection, DetectorContext context, FoldChanges changes)
{
    /// <summary>
    /// A finding or an alert about an actor that has evidence in a session of this partition. A finding is answered whether or not the session is still open, because a sign-in
    /// outlives its session; what counts against a session that has closed is taken into its journey later (<see cref="ClosedSessions"/>).
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="live">Its state while it is open; else null.</param>
    /// <param name="notice">The finding.</param>
    /// <returns>Whether the open session has changed.</returns>
    /// <exception cref="FormatException">The notice brings no finding.</exception>
    public bool Report(SessionId session, LiveSession? live, Notice notice)
    {
        if (notice is SessionAlertNotice involved)
            return live is null ? Late(new LateEvidence(session, null, involved.Read())) : live.Keep(involved.Read());
        if (notice is not SessionFindingNotice sent)
            throw new FormatException($"Expected a finding for session {session}, but found {notice.GetType().Name}.");
        var alert = sent.Read();
        if (sent.Mode is { } mode)
            changes.Candidates.Add(ResponseCandidates.Of(alert, session, live, mode == DetectionMode.Enforce, new FoundSignIn(session, sent.SignIn, sent.User)));
        if (sent.IsAnswerOnly)
            return false;
        if (live is null)
            return Late(new LateEvidence(session, alert.Finding, null));
        live.Keep(alert.Finding);
        Weigh(live);
        return true;
    }

    /// <summary>A finding about the session itself stays with its journey, the newest state of it.</summary>
    public void Keep(LiveSession live, List<DetectionResult> results)
    {
        if (results.Count == 0 && context.Notices.Count == 0)
            return;
        foreach (var result in results)
            Keep(live, result.Alert with { Finding = Judged(result.Alert.Finding) });
        Report(results, live);
        Weigh(live);
    }

    /// <summary>Raises an alert. An induced finding leads to no response: a session is responsible for its own requests only.</summary>
    public void Report(List<DetectionResult> results, LiveSession? live = null, bool mayAnswer = true)
    {
        foreach (var result in results)
        {
            var finding = result.Alert.Finding;
            if (finding.Severity <= Severity.Info || detection.IsContribution(finding.Rule))
                continue;
            // The source answers for it whatever people have said about the person.
            if (!result.Source.IsNone && result.Full is { } full)
                changes.Signals.Add(new Signal(ActorKind.Source, result.Source, context.Session, SourceFindingNotice.Of(result.Alert, full)));
            if (detection.IsSuppressed(finding, context.Now))
            {
                changes.Suppress(finding.Rule, context.Now, result.IsNew);
                continue;
            }

            changes.Add(result);
            if (!mayAnswer || finding.Induced)
                continue;
            if (live is null)
                changes.Signals.AddRange(ActorNotices.Of(result));
            if (live is not null && result is { IsNews: true, Mode: >= DetectionMode.Shadow })
                changes.Candidates.Add(ResponseCandidates.Of(result.Alert, live.Id, live, result.Mode == DetectionMode.Enforce));
            else if (live is null)
                changes.Signals.AddRange(ResponseCandidates.Notices(result));
        }

        foreach (var notice in context.Notices)
            if (notice.Notice is RuleNotice { Rule: var rule } && detection.IsHeard(notice.Kind, rule))
                changes.Signals.Add(notice);
        context.Notices.Clear();
    }

    // The step of a form that was handed over is in another session, and so is what is found about it.
    private void Keep(LiveSession live, Alert alert)
    {
        if (live.Owner is { IsNone: false } owner)
            changes.Signals.Add(new Signal(ActorKind.Session, owner, live.Id, SessionFindingNotice.Of(alert)));
        else
            live.Keep(alert.Finding);
    }

    private bool Late(LateEvidence evidence)
    {
        changes.Late.Add(evidence);
        return false;
    }

    // A verdict about a subject applies to what was found about it until then.
    private Finding Judged(Finding finding) => detection.IsSuppressed(finding, context.Now) ? finding with { IsFalsePositive = true } : finding;

    private void Weigh(LiveSession live)
    {
        if (detection.Weigh(live.Id.ToString(), live.Findings) is not { } incident)
            return;
        live.Keep(incident.Alert.Finding);
        changes.Add(incident);
    }
}
