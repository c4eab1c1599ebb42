using ServerSessions.Model.Erasing;

namespace ServerSessions.PersonalData;

/// <summary>Decisions as an export shows them: what applies to the person, without its author and without anyone else that it names.</summary>
internal static class OwnDecisions
{
    private const string OfOther = "A decision that also applies to this browser, which several people use.";

    /// <summary>
    /// The decision as far as it is about the person; null where it applies to another user of the same browser only, and where one about another user had ended before the
    /// person used the browser.
    /// </summary>
    public static SessionDecision? Of(SessionDecision decision, Person person)
    {
        var traces = person.Traces;
        if (decision.OnlyUsers is { } only && !only.Any(traces.AreIn))
            return null;
        var isOfOther = IsOther(decision.User, traces) || IsOther(decision.Session, traces);
        if (isOfOther && !Applied(decision, person))
            return null;
        return decision with
        {
            By = null,
            EndedBy = null,
            User = Own(decision.User, traces),
            Session = Own(decision.Session, traces),
            Alert = isOfOther ? null : decision.Alert,
            Evaluation = isOfOther ? null : decision.Evaluation,
            Reason = isOfOther ? OfOther : traces.WithoutOthers(decision.Reason),
            EndedReason = isOfOther || decision.EndedReason is not { } ended ? null : traces.WithoutOthers(ended),
            Targets = [.. decision.Targets.Where(t => traces.AreIn(t.Hash))],
            OnlyUsers = decision.OnlyUsers is { } users ? [.. users.Where(traces.AreIn)] : null,
            SparedSignIn = Own(decision.SparedSignIn, traces),
            Passes = [.. decision.Passes.Where(p => !IsOther(p.User, traces) && !IsOther(p.AuthSession, traces) && !IsOther(p.Key, traces))],
        };
    }

    // When a person used which browser is known for exports of a person only.
    private static bool Applied(SessionDecision decision, Person person) => !person.Ids.IsPerson || decision.Targets.Any(target =>
        person.Traces.AreIn(target.Hash)
        && (target.Kind != DecisionTargetKind.Key || (Pseudonym.TryParse(target.Hash, out var browser) && person.Times.Meet(browser, decision.At, decision.EndedAt ?? decision.Until))));

    private static bool IsOther(string? id, PersonTraces traces) => id is not null && !traces.AreIn(id);

    private static string? Own(string? id, PersonTraces traces) => IsOther(id, traces) ? null : id;
}
