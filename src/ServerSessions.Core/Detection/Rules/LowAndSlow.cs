namespace ServerSessions.Detection.Rules;

/// <summary>D4: the password of one account is guessed so slowly that no lockout and no rate limit notices.</summary>
internal sealed class LowAndSlow(LowAndSlowOptions options) : ISessionDetector
{
    public DetectorInfo Info { get; } = new()
    {
        Id = "D4",
        Name = "low and slow",
        Summary = "Sign-ins to one account fail again and again, with long pauses and no success between.",
        Subjects = [ActorKind.Account],
        Mode = DetectionMode.Observe,
        Capacity = Math.Max(48, 2 * options.Failures),
        Horizon = options.Window,
        References = ["OWASP OAT-007 Credential Cracking", "OWASP ASVS 5.0 6.3.1", "MITRE ATT&CK T1110.001", "CWE-307"],
    };

    public bool Concerns(DetectorContext context) => SignIns.Concerns(context);

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
        memory.ForgetBefore(marks[^1].Time - options.Window);
        if (marks.Count < options.Failures)
            return;
        var median = MedianGap(marks);
        if (median <= options.MedianGap)
            return; // slips come close together, and a fast attack is D3's
        var networks = SignIns.Networks(marks);
        context.Raise(
            // A person who has forgotten the password looks the same, but stays in one network.
            networks > 1 ? Severity.Medium : Severity.Low,
            $"{Words.CountedFirst(marks.Count, Info.Capacity)} sign-ins to one account failed within {Words.Of(options.Window)}, {Words.Of(median)} apart (median), "
                + $"from {Words.Of(networks, "network")}, and none succeeded between.",
            SignIns.Evidence(marks),
            new Measure("failures", marks.Count, options.Failures),
            new Measure("median minutes between them", Math.Round(median.TotalMinutes, 1), options.MedianGap.TotalMinutes));
    }

    private static TimeSpan MedianGap(IReadOnlyList<Mark> marks)
    {
        var gaps = marks.Zip(marks.Skip(1), (one, next) => next.Time - one.Time).Order().ToList();
        return gaps.Count % 2 == 1 ? gaps[gaps.Count / 2] : (gaps[(gaps.Count / 2) - 1] + gaps[gaps.Count / 2]) / 2;
    }
}
