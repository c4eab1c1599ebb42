namespace ServerSessions.Detection.Rules;

/// <summary>D1: one source tries the passwords of many accounts, which people do not.</summary>
internal sealed class CredentialStuffing(CredentialStuffingOptions options) : ISessionDetector
{
    private const int Succeeded = 1;
    private const int NoCookie = 2;
    private const int Told = 4;
    private const int AgentShift = 3;

    public DetectorInfo Info { get; } = new()
    {
        Id = "D1",
        Name = "credential stuffing",
        Summary = "One source fails to sign in to many accounts, few attempts each, and hardly any succeeds.",
        Subjects = [ActorKind.Source, ActorKind.Network],
        Mode = DetectionMode.Alert,
        Capacity = 512,
        Horizon = options.Window + options.Grace,
        References = ["OWASP OAT-008 Credential Stuffing", "OWASP OAT-007 Credential Cracking", "OWASP ASVS 5.0 6.3.1", "MITRE ATT&CK T1110.003", "MITRE ATT&CK T1110.004"],
    };

    public bool Concerns(DetectorContext context) =>
        context.Login is LoginOutcome.Failed or LoginOutcome.Succeeded && !context.IsKnownDevice && !context.Account.IsNone;

    public void Observe(DetectorContext context)
    {
        var code = ((int)(context.Agent & 0x0FFF_FFFF) << AgentShift)
            | (context.Login == LoginOutcome.Succeeded ? Succeeded : 0)
            | (context.IsFirstContact ? NoCookie : 0);
        context.Memory.Add(context.Mark(context.Account.Low, code, $"account {context.Account.ToString()[..12]}, {(context.Login == LoginOutcome.Succeeded ? "signed in" : "failed")}") with { Actor = context.Account });
        Judge(context);
    }

    public void Elapsed(DetectorContext context) => Judge(context);

    private void Judge(DetectorContext context)
    {
        var now = context.Now;
        var marks = context.Memory.Marks;
        if (marks.Count == 0)
            return;
        // The window ends with the newest attempt; who waits for the grace looks at the same attempts again.
        context.Memory.ForgetBefore(marks[^1].Time - options.Window);
        if (marks.Count < options.Accounts)
            return;

        // The network is told only of what is spread over user agents: where one of them is enough, its source tells it already.
        if (context.SubjectKind == ActorKind.Network
            && marks.Where(m => (m.Code & Succeeded) == 0).GroupBy(m => m.Code >> AgentShift).Any(a => a.DistinctBy(m => m.Value).Count() >= options.Accounts))
            return;

        var failures = marks.Count(m => (m.Code & Succeeded) == 0);
        var share = (double)failures / marks.Count;
        if (failures < options.Accounts || share < options.FailedShare)
            return; // the most common answer, and the cheapest: an office signs in

        var accounts = marks.GroupBy(m => m.Value).Select(a => new Attempts(a)).ToList();
        var failing = accounts.Where(a => a.Failures > 0).ToList();
        var unsuccessful = failing.Where(a => !a.Succeeded).ToList();
        if (failing.Count < options.Accounts || unsuccessful.Count < options.NeverSucceed || !FewEach(accounts, marks))
            return;

        var urgent = unsuccessful.Count >= options.Accounts * options.UrgentFactor && share >= 0.9;
        var final = unsuccessful.Select(a => a.LastFailure + options.Grace).Order().ElementAt(options.NeverSucceed - 1);
        if (!urgent && final > now)
        {
            context.WakeAt(final);
            return;
        }

        var cookieless = marks.Count(m => (m.Code & (Succeeded | NoCookie)) == NoCookie);
        var keepsNoCookie = cookieless >= 0.9 * failures;
        context.Raise(
            keepsNoCookie ? Severity.High : Severity.Medium,
            $"{failing.Count} accounts failed to sign in from one {(context.SubjectKind == ActorKind.Network ? "network" : "source")} within {Minutes(options.Window)}; "
                + $"{unsuccessful.Count} of them never succeeded{(keepsNoCookie ? ", and the client keeps no cookie" : "")}.",
            [.. marks],
            new Measure("accounts that failed", failing.Count, options.Accounts),
            new Measure("of them never successful", unsuccessful.Count, options.NeverSucceed),
            new Measure("share of failed attempts", Math.Round(share, 3), options.FailedShare));
        TellAccounts(context);
    }

    // Each account that the source has tried, also the ones it got into, once for what was tried since it was told last.
    private static void TellAccounts(DetectorContext context)
    {
        var untold = context.Memory.Marks.Where(m => (m.Code & Told) == 0 && !m.Actor.IsNone).ToList();
        context.Memory.Forget(m => (m.Code & Told) == 0 && !m.Actor.IsNone);
        foreach (var mark in untold)
            context.Memory.Add(mark with { Code = mark.Code | Told });
        foreach (var account in untold.GroupBy(m => m.Actor))
            context.Tell(ActorKind.Account, account.Key, account.First());
    }

    // Stuffing tries a leaked pair once or twice; spraying tries a few common passwords on each account, spread over time.
    private static bool FewEach(List<Attempts> accounts, IReadOnlyList<Mark> marks)
    {
        var counts = accounts.Select(a => a.Count).Order().ToList();
        var median = counts[(counts.Count - 1) / 2];
        return median <= 2 || (median <= 8 && marks[^1].Time - marks[0].Time >= TimeSpan.FromMinutes(5));
    }

    private static string Minutes(TimeSpan span) => $"{span.TotalMinutes:0.#} minutes";

    private sealed class Attempts
    {
        public Attempts(IEnumerable<Mark> marks)
        {
            foreach (var mark in marks)
            {
                Count++;
                if ((mark.Code & CredentialStuffing.Succeeded) != 0)
                    Succeeded = true;
                else
                {
                    Failures++;
                    LastFailure = mark.Time;
                }
            }
        }

        public int Count { get; }
        public int Failures { get; }
        public bool Succeeded { get; }
        public DateTimeOffset LastFailure { get; }
    }
}
