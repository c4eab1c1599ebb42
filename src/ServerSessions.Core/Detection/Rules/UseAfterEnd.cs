namespace ServerSessions.Detection.Rules;

/// <summary>
/// D6: an authenticated session is used after its user signed out, changed the password, or lost it by revocation: another client has a copy of it.
/// </summary>
internal sealed class UseAfterEnd(UseAfterEndOptions options) : ISessionDetector
{
    private const int Active = 0;
    private const int SignedOut = 1;
    private const int PasswordChanged = 2;
    private const int Begun = 3; // signed in, and nothing seen of it since
    private const int KindMask = 3;
    private const int NetworkShift = 2;

    public DetectorInfo Info { get; } = new()
    {
        Id = "D6",
        Name = "use after end",
        Summary = "A session was presented after sign-out, after the password was changed, or after it was revoked.",
        Subjects = [ActorKind.User],
        Mode = DetectionMode.Alert,
        Capacity = 32,
        Horizon = options.Remembered,
        BlamesSession = true,
        AnswersEachSignIn = true,
        References = ["OWASP ASVS 5.0 7.4.1", "OWASP ASVS 5.0 7.4.3", "OWASP AppSensor SE2", "MITRE ATT&CK T1550.004", "CWE-613"],
    };

    public bool Concerns(DetectorContext context) =>
        !context.RevokedSession.IsNone
        || (!context.AuthSession.IsNone && !context.User.IsNone && (context.IsSignOut || context.IsPasswordChange || context.IsPresence));

    // An image in a page can sign a user out, but no page can make a client show an authenticated session, or choose its network.
    public bool IsInducible(DetectorContext context) => context.IsSignOut || context.IsPasswordChange;

    public void Observe(DetectorContext context)
    {
        var (memory, now, session) = (context.Memory, context.Now, context.AuthSession.Low);
        memory.ForgetBefore(now - options.Remembered);
        if (!context.RevokedSession.IsNone)
            JudgeRevoked(context);
        if (context.AuthSession.IsNone)
            return;
        if (memory.Marks.LastOrDefault(m => m.Value == session && (m.Code & KindMask) is SignedOut or PasswordChanged) is { Step: not null } ended)
        {
            if (!context.IsSignOut && !context.IsSignIn && now > ended.Time + options.Grace)
                Judge(context, ended);
            return;
        }

        if (context.IsPasswordChange)
        {
            // Sessions that were signed in elsewhere end; this session is the one that changed the password.
            var others = memory.Marks.Where(m => (m.Code & KindMask) == Active && m.Value != session).ToList();
            memory.Forget(m => (m.Code & KindMask) == Active && m.Value != session);
            foreach (var other in others)
                memory.Add(other with { Time = now, Code = other.Code | PasswordChanged, Text = "the password was changed" });
        }

        memory.Forget(m => m.Value == session);
        memory.Add(context.Mark(
            session, Network(context) | (context.IsSignOut ? SignedOut : context.IsSignIn ? Begun : Active), context.IsSignOut ? "signed out" : null) with
        { Actor = Device(context) });
    }

    private void Judge(DetectorContext context, in Mark ended)
    {
        var otherNetwork = ended.Code >> NetworkShift != Network(context) >> NetworkShift;
        var otherDevice = ended.Actor != Device(context);
        var how = (ended.Code & KindMask) == SignedOut ? "signing out" : "the password was changed elsewhere";
        var after = Words.Of(context.Now - ended.Time);
        context.Raise(
            otherNetwork && otherDevice ? Severity.High : otherNetwork || otherDevice ? Severity.Medium : Severity.Low,
            $"A session was used {after} after {how}, "
                + $"{(otherDevice ? "on another device" : "on the same device")} and {(otherNetwork ? "in another network" : "in the same network")}.",
            [ended, context.Mark(context.AuthSession.Low, text: $"used {after} later")],
            new Measure("seconds after the end", Math.Round((context.Now - ended.Time).TotalSeconds), options.Grace.TotalSeconds));
    }

    // Its owner shows it too, once, and learns so that it is over: that is nothing. It opens nothing any more, so it is never High.
    private void JudgeRevoked(DetectorContext context)
    {
        if (context.Memory.Marks.LastOrDefault(m => m.Value == context.RevokedSession.Low) is not { Step: not null } known)
            return;
        var otherNetwork = known.Code >> NetworkShift != Network(context) >> NetworkShift;
        var otherDevice = known.Actor != Device(context);
        if (!otherNetwork && !otherDevice)
            return;
        context.Raise(
            otherNetwork && otherDevice ? Severity.Medium : Severity.Low,
            $"A revoked session was shown by {(otherDevice ? "another" : "the same")} device in {(otherNetwork ? "another" : "the same")} network; it was refused.",
            [known, context.Mark(context.RevokedSession.Low, text: "shown though it was revoked")]);
    }

    private static int Network(DetectorContext context) => (int)(context.Network & 0x0FFF_FFFF) << NetworkShift;

    // Without a cookie, devices are distinguished by user agent.
    private static Pseudonym Device(DetectorContext context) => context.Device.IsNone ? new Pseudonym(context.Agent, 1) : context.Device;
}
