namespace ServerSessions.Detection.Rules;

/// <summary>D3: the password of one account is guessed, from one place or from many.</summary>
internal sealed class AccountBruteForce(AccountBruteForceOptions options) : ISessionDetector
{
    public DetectorInfo Info { get; } = new()
    {
        Id = "D3",
        Name = "account brute force",
        Summary = "Many sign-ins to one account fail, in a short time, or over a day from several networks.",
        Subjects = [ActorKind.Account, ActorKind.Source],
        Mode = DetectionMode.Alert,
        Capacity = Math.Max(64, 2 * Math.Max(options.Failures, options.DistributedFailures)),
        Horizon = TimeSpan.FromTicks(Math.Max(options.Window.Ticks, options.DistributedWindow.Ticks)),
        References = ["OWASP OAT-007 Credential Cracking", "OWASP ASVS 5.0 6.3.1", "OWASP AppSensor AE3", "MITRE ATT&CK T1110.001", "CWE-307"],
    };

    // Where the attempted account is not known, what one source guesses is the nearest to it.
    public bool Concerns(DetectorContext context) => context.SubjectKind == ActorKind.Source
        ? context.Login is LoginOutcome.Failed or LoginOutcome.Succeeded && context.Account.IsNone
        : SignIns.Concerns(context);

    public void Observe(DetectorContext context)
    {
        if (context.Login == LoginOutcome.Succeeded)
        {
            SignIns.TakeBack(context);
            return;
        }

        var memory = context.Memory;
        context.Keep(SignIns.Failure(context));
        var marks = memory.Marks;
        // By the newest failure, which events that are late do not move.
        var now = marks[^1].Time;
        memory.ForgetBefore(now - Info.Horizon);

        var burst = marks.Where(m => m.Time >= now - options.Window).ToList();
        var day = marks.Where(m => m.Time >= now - options.DistributedWindow).ToList();
        var (burstNetworks, dayNetworks) = (SignIns.Networks(burst), SignIns.Networks(day));
        var isBurst = burst.Count >= options.Failures;
        if (!isBurst && !(day.Count >= options.DistributedFailures && dayNetworks >= options.Networks))
            return;
        var (proof, networks, window) = isBurst ? (burst, burstNetworks, options.Window) : (day, dayNetworks, options.DistributedWindow);
        context.Raise(
            // Fast guessing is one sign; failures from three networks at once, which no person can be in, are another.
            isBurst && burstNetworks >= options.Networks ? Severity.High : Severity.Medium,
            $"{Words.CountedFirst(proof.Count, Info.Capacity)} sign-ins {(context.SubjectKind == ActorKind.Source ? "from one source" : "to one account")} failed within {Words.Of(window)}, "
                + (context.SubjectKind == ActorKind.Source
                    ? "and none succeeded between; which accounts were tried is not known."
                    : $"from {Words.Of(networks, "network")}, none in a browser that the account knows."),
            SignIns.Evidence(proof),
            new Measure("failures", proof.Count, isBurst ? options.Failures : options.DistributedFailures),
            new Measure("networks", networks, isBurst ? 1 : options.Networks));
    }
}
