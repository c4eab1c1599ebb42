using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Makes findings and alerts of what rules state. Within <see cref="AlertWindow"/> what a rule states of a subject joins the alert that is open.</summary>
internal static class Findings
{
    /// <summary>One alert per rule and subject in this time; more evidence joins it.</summary>
    public static readonly TimeSpan AlertWindow = TimeSpan.FromHours(1);

    private const int EvidenceKept = 20;

    /// <summary>
    /// What is stated about a person for requests that a page can have made the browser send, and about their source; null where all of them are the person's own.
    /// </summary>
    public static DetectionResult? FinishInduced(
        DetectorInfo info, DetectionMode mode, ActorKind kind, string subject, DetectorMemory memory, DetectorContext context, FindingDraft draft, bool isInduced, Pseudonym source) =>
        // For the person's own requests, the rule makes its statement in the person's own memory.
        InducedFindings.IsInduced(draft, isInduced)
            ? ToSource(Finish(info, mode, kind, subject, memory, context, InducedFindings.OfPerson(draft)), memory, draft, source)
            : null;

    /// <summary>The same, with the report to its source.</summary>
    // The report has the length of the evidence, so with one for every request a single client would fill the log. It is sent at each rise, and whenever the
    // evidence has doubled.
    public static DetectionResult ToSource(DetectionResult result, DetectorMemory memory, FindingDraft draft, Pseudonym source)
    {
        var isRise = result.IsNew || memory.AtSource is not { } reported || draft.Severity > reported;
        if (!isRise && !BitOperations.IsPow2(result.Alert.Finding.Count))
            return result;
        memory.AtSource = isRise ? draft.Severity : memory.AtSource;
        return InducedFindings.WithSource(result, draft, source);
    }

    /// <summary>A new alert, or the one that is open with what was stated now.</summary>
    public static DetectionResult Finish(
        DetectorInfo info, DetectionMode mode, ActorKind kind, string subject, DetectorMemory memory, DetectorContext context, FindingDraft draft, bool isAccepted = false)
    {
        var now = context.Now;
        // An Info finding sends no alert, so it cannot suppress a later one.
        var isNew = memory.Raised is not { } open || now - open >= AlertWindow
            || (memory.Severity == Severity.Info && draft.Severity > Severity.Info);
        var isRise = !isNew && draft.Severity > memory.Severity;
        memory.Previous = isNew ? null : isRise ? memory.Severity : memory.Previous;
        if (isNew || isRise)
            memory.Severity = draft.Severity;
        var isOwn = !isAccepted && draft is { Induced: false, Evidence: [.., { Induced: false }] };
        var isFirstOwn = isOwn && !isNew && !memory.HasOwn;
        memory.HasOwn = isOwn || (memory.HasOwn && !isNew);
        memory.EvidenceCount = isNew ? draft.Evidence.Count : memory.EvidenceCount + 1;
        var raised = isNew ? now : memory.Raised!.Value;
        memory.Raised = raised;
        var first = draft.Evidence.Count > 0 ? draft.Evidence[0].Time : now;
        if (context.CountsUnkept && context.Now < first)
            first = context.Now;
        memory.First = isNew || first < memory.First ? first : memory.First;
        var finding = new Finding
        {
            Rule = info.Id,
            Name = info.Name,
            Severity = memory.Severity,
            PreviousSeverity = memory.Previous,
            Subject = new Subject(kind, subject),
            First = memory.First,
            Raised = raised,
            Last = draft.Evidence.Count > 0 ? draft.Evidence[^1].Time : now,
            Count = memory.EvidenceCount,
            Reason = draft.Reason,
            Measures = draft.Measures,
            Induced = draft.Induced,
            Evidence = [.. draft.Evidence.TakeLast(EvidenceKept).Select(Tell)],
            References = info.References,
        };
        var id = AlertId(draft.Induced ? info.Id + "|induced" : info.Id, kind, subject, raised);
        return new DetectionResult(new Alert { Id = id, Finding = finding }, isNew, isRise, mode)
        {
            Blamed = info.BlamesSession && kind != ActorKind.Session && draft is { Induced: false, Evidence: [.., { Induced: false } last] } ? last.Session : default,
            IsFirstOwn = isFirstOwn,
            Involved = kind == ActorKind.Session || isAccepted || !IsAttack(finding) ? null : InvolvedSessions.Take(memory, context, draft.Evidence, isNew, isNew || isRise),
            IsAnotherSignIn = context.IsAnotherSignIn,
            IsOfPersons = isAccepted,
            Stated = draft.Severity,
            SignIns = draft.Evidence is [.., { Induced: false }] ? context.SignIns : [],
            IsEachSignInAnswered = info.AnswersEachSignIn,
            Floods = isAccepted || context.Floods.Count == 0 ? [] : [.. context.Floods],
        };
    }

    /// <summary>Whether a finding, once it is about an actor with evidence in a session, makes that session an attacker's.</summary>
    public static bool IsAttack(Finding finding) =>
        finding is { Severity: >= Severity.Medium, Induced: false, IsFalsePositive: false } && finding.Subject.Kind is not (ActorKind.Site or ActorKind.Endpoint);

    private static Evidence Tell(Mark mark) =>
        new(mark.Time, mark.Session == default ? null : mark.Session.ToString(), mark.Step, mark.Outcome, mark.Text) { Induced = mark.Induced };

    // Derived from its content: an event that is folded again after a crash gives the same id, so no second alert.
    public static string AlertId(string rule, ActorKind kind, string subject, DateTimeOffset raised)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{rule}|{kind}|{subject}|{raised.ToMicroseconds()}"), hash);
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(id, (ulong)raised.ToUnixTimeMilliseconds() << 16);
        hash[..10].CopyTo(id[6..]);
        return "alert_" + Convert.ToHexStringLower(id);
    }
}
