using ServerSessions.Model.Erasing;

namespace ServerSessions.PersonalData;

/// <summary>Findings as an export shows them: the person's own evidence, and no id of anyone else.</summary>
internal static class OwnFindings
{
    /// <summary>
    /// A finding about the person stays, with others' ids blanked. Of one about another subject, such as a network or a browser that several people use, only
    /// the person's evidence is left.
    /// </summary>
    public static Finding Of(Finding finding, PersonTraces traces)
    {
        var isAbout = finding.Subject.Kind != ActorKind.Device && traces.AreIn(finding.Subject.Hash);
        Evidence[] own = [.. finding.Evidence.Where(e => IsOf(e, traces, isAbout)).Select(e => Of(e, traces))];
        return finding with
        {
            Subject = finding.Subject with { Hash = traces.WithoutOthers(finding.Subject.Hash) },
            Reason = isAbout ? traces.WithoutOthers(finding.Reason) : finding.Name,
            Measures = isAbout ? finding.Measures : [],
            Count = isAbout ? finding.Count : own.Length,
            Evidence = own,
        };
    }

    private static bool IsOf(Evidence evidence, PersonTraces traces, bool isAbout) =>
        traces.AreIn(evidence.Session) || traces.AreIn(evidence.Detail) || (isAbout && evidence.Session is null);

    private static Evidence Of(Evidence evidence, PersonTraces traces) => evidence with
    {
        Session = traces.AreIn(evidence.Session) ? evidence.Session : null,
        Detail = evidence.Detail is { } detail ? traces.WithoutOthers(detail) : null,
    };
}
