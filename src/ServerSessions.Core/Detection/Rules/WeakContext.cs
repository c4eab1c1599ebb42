using System.Collections.Frozen;

namespace ServerSessions.Detection.Rules;

/// <summary>
/// D16: a sensitive action where several facts suggest that it is not the user: a device and a network never seen for this user, shortly after an attacked account
/// was entered or given back by a recovery.
/// </summary>
internal sealed class WeakContext(WeakContextOptions options) : ISessionDetector
{
    private const int Device = 0;
    private const int Network = 1;
    private const int Attack = 2;
    private const int Action = 3;
    private const int Recovery = 4;
    private const int KindMask = 7;
    private const int KindShift = 3; // of a device or a network: the minute it was first seen, since 1970
    private const int NewDevice = 8; // of an action
    private const int KeptOfKind = 16;

    private readonly FrozenSet<string> _recoveries = options.RecoverySteps.ToFrozenSet(StringComparer.Ordinal);

    public DetectorInfo Info { get; } = new()
    {
        Id = "D16",
        Name = "sensitive action in weak context",
        Summary = "An endpoint marked sensitive was used within minutes of a new device, of a success after attack, or of a recovery.",
        Subjects = [ActorKind.Session, ActorKind.User],
        Mode = DetectionMode.Observe,
        Capacity = 64,
        Horizon = options.Remembered,
        Hears = ["D2"],
        BlamesSession = true,
        References = ["OWASP ASVS 5.0 7.5.1", "OWASP ASVS 5.0 7.5.3", "OWASP ASVS 5.0 6.3.5", "MITRE ATT&CK T1098", "MITRE ATT&CK T1531"],
    };

    public bool Concerns(DetectorContext context) => context.SubjectKind == ActorKind.Session
        ? (context.IsSensitive || _recoveries.Contains(context.Step)) && IsDone(context)
        : !context.User.IsNone && (context.IsPresence || (context.IsSensitive && IsDone(context)));

    // Where a user is seen is no page's doing; what is done there can be.
    public bool IsInducible(DetectorContext context) => context.SubjectKind == ActorKind.Session || context.IsSensitive || context.Heard is not null;

    public void Observe(DetectorContext context)
    {
        if (context.SubjectKind == ActorKind.Session)
            ObserveSession(context);
        else
            ObserveUser(context);
    }

    private static bool IsDone(DetectorContext context) => context.Outcome is Outcome.Ok or Outcome.Redirected;

    private void ObserveSession(DetectorContext context)
    {
        var memory = context.Memory;
        memory.ForgetBefore(context.Now - options.Within);
        var isRecovery = _recoveries.Contains(context.Step);
        if (memory.Marks.Count > 0 && context.IsSensitive && !isRecovery)
            context.Raise(
                Severity.Low, $"{context.Step} was used within {Words.Of(options.Within)} of {memory.Marks[^1].Step}, which gives an account back to who lost it.",
                [.. memory.Marks, context.Mark(text: "sensitive")], new Measure("facts that make the context weak", 1, 1));
        if (isRecovery)
            memory.Add(context.Mark(code: Recovery, text: "recovery"));
    }

    private void ObserveUser(DetectorContext context)
    {
        var (memory, now) = (context.Memory, context.Now);
        memory.ForgetBefore(now - options.Remembered);
        memory.Forget(m => (m.Code & KindMask) is Attack or Action && m.Time < now - options.Within);
        if (context.Heard is { } rule)
        {
            var session = context.Session;
            memory.Add(context.Mark(code: Attack, text: $"{rule} saw this session enter the account"));
            if (memory.Marks.LastOrDefault(m => (m.Code & KindMask) == Action && m.Session == session) is { Step: not null } before)
                Judge(context, before);
            return;
        }

        if (context.IsPresence)
        {
            Learn(context, Device, DeviceOf(context), isKnown: context.IsKnownDevice);
            Learn(context, Network, context.Network, isKnown: false);
        }

        if (!context.IsSensitive || !IsDone(context))
            return;
        var isNew = IsNew(context, Device, DeviceOf(context)) && IsNew(context, Network, context.Network);
        var action = context.Mark(code: Action | (isNew ? NewDevice : 0), text: "sensitive") with { Actor = context.AuthSession };
        memory.Add(action);
        Judge(context, action);
    }

    private void Judge(DetectorContext context, in Mark action)
    {
        var session = action.Session;
        var attacks = context.Memory.Marks.Where(m => (m.Code & KindMask) == Attack && m.Session == session).ToList();
        List<string> facts = [];
        if ((action.Code & NewDevice) != 0)
            facts.Add("a device and a network that are new to the user");
        if (attacks.Count > 0)
            facts.Add("a success after attack (D2)");
        if (facts.Count == 0)
            return;
        context.NameSignIn(action, action.Actor, context.Subject);
        context.Raise(
            facts.Count > 1 ? Severity.High : attacks.Count > 0 ? Severity.Medium : Severity.Low,
            $"{action.Step} was used within {Words.Of(options.Within)} of {string.Join(" and ", facts)}.",
            [.. attacks, action], new Measure("facts that make the context weak", facts.Count, 1));
    }

    // When it was first seen stays when it is seen again.
    private void Learn(DetectorContext context, int kind, ulong value, bool isKnown)
    {
        var memory = context.Memory;
        var seen = memory.Marks.FirstOrDefault(m => (m.Code & KindMask) == kind && m.Value == value);
        var first = isKnown ? Minute(context.Now - options.Settled) : Minute(context.Now);
        if (seen.Step is not null)
            first = Math.Min(first, seen.Code >> KindShift);
        memory.Forget(m => (m.Code & KindMask) == kind && m.Value == value);
        memory.Add(new Mark(context.Now, value, kind | (first << KindShift), default, "", Outcome.Ok, null));
        if (memory.Marks.Count(m => (m.Code & KindMask) == kind) <= KeptOfKind)
            return;
        var oldest = memory.Marks.First(m => (m.Code & KindMask) == kind);
        memory.Forget(m => m == oldest);
    }

    // New: first seen minutes ago, while the user was seen elsewhere long before.
    private bool IsNew(DetectorContext context, int kind, ulong value)
    {
        var all = context.Memory.Marks.Where(m => (m.Code & KindMask) == kind).ToList();
        var mine = all.FirstOrDefault(m => m.Value == value);
        return mine.Step is not null && mine.Code >> KindShift >= Minute(context.Now - options.Within)
            && all.Any(m => m.Code >> KindShift <= Minute(context.Now - options.Settled));
    }

    private static int Minute(DateTimeOffset time) => (int)Math.Clamp(time.ToUnixTimeSeconds() / 60, 0, int.MaxValue >> KindShift);

    private static ulong DeviceOf(DetectorContext context) => context.Device.IsNone ? context.Agent : context.Device.Low;
}
