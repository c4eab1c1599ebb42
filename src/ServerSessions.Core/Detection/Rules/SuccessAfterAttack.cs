namespace ServerSessions.Detection.Rules;

/// <summary>
/// D2: a browser new to the account signs in to an account that was under attack. Findings of D3 and D4 are about the same account and arrive at once. D1, about a
/// source, reports to each account that the source tried, including one that it entered before D1 had its finding.
/// </summary>
internal sealed class SuccessAfterAttack(SuccessAfterAttackOptions options) : ISessionDetector
{
    private const int Attack = 0;
    private const int Failure = 1;
    private const int Success = 2;
    private const int SignIn = 3; // beside a success: the authenticated session that it made
    private const int KindMask = 3;
    private const int NoCookie = 4; // of a success: the client sent the form without a cookie of ours
    private const int NoDevice = 8; // of a success: nothing names this browser
    private const int CountShift = 4; // of failures: their number; of an attack: seconds from its first evidence to the mark
    private const int MaxSeconds = 1 << 26;
    private const int ManyHere = 3;
    private const int ManyNetworks = 3;

    public DetectorInfo Info { get; } = new()
    {
        Id = "D2",
        Name = "success after attack",
        Summary = "A browser that the account does not know signs in to it after it was attacked.",
        Subjects = [ActorKind.Account],
        Mode = DetectionMode.Alert,
        Capacity = 96,
        Horizon = options.Within + TimeSpan.FromMinutes(1),
        Hears = ["D1", "D3", "D4"],
        BlamesSession = true,
        AnswersEachSignIn = true,
        References = ["OWASP OAT-008 Credential Stuffing", "OWASP OAT-007 Credential Cracking", "OWASP ASVS 5.0 6.3.5", "MITRE ATT&CK T1110", "MITRE ATT&CK T1078"],
    };

    public bool Concerns(DetectorContext context) =>
        context.Login is LoginOutcome.Failed or LoginOutcome.Succeeded && !context.Account.IsNone && !context.IsKnownDevice
        // Whether the browser has signed in to the account before is not visible then; the identity provider has judged it.
        && !(context is { IsCookieWithheld: true, IsRemoteSignIn: true, Login: LoginOutcome.Succeeded });

    // A page can make a browser send wrong passwords, but not the right one. So only the sign-in that succeeded leads to a response.
    public bool IsInducible(DetectorContext context) => context.Login == LoginOutcome.Failed;

    public void Observe(DetectorContext context)
    {
        var memory = context.Memory;
        memory.ForgetBefore(context.Now - options.Within);
        if (context.Heard is { } rule)
        {
            // D1 names its network; D3's and D4's are the ones that failed here.
            var network = rule == "D1" ? context.Network : 0;
            memory.Forget(m => (m.Code & KindMask) == Attack && m.Value == network && m.Text == rule);
            var since = rule == "D1" ? context.HeardSince : context.Now;
            var lasted = (int)Math.Clamp((since - context.HeardSince).TotalSeconds, 0, MaxSeconds);
            memory.Add(context.Mark(network, Attack | (lasted << CountShift), rule) with { Time = since });
            // Only a finding about a source comes late: a sign-in from a network in which D3 or D4 saw failures has taken them back.
            if (rule == "D1")
                JudgeSince(context, since, network);
        }
        else if (context.Login == LoginOutcome.Failed)
        {
            Count(context);
        }
        else
        {
            var success = context.Mark(
                context.Network,
                Success | (context.IsFirstContact ? NoCookie : 0) | (context.KeyKind == KeyKind.Cookie ? 0 : NoDevice),
                $"signed in, from network {SignIns.NetworkName(context.Network)}") with
            { Actor = context.User };
            memory.Add(context.Mark(context.Network, SignIn) with { Actor = context.AuthSession });
            memory.Add(success);
            if (memory.Marks.Any(m => (m.Code & KindMask) == Attack))
                Judge(context, [success]);
        }
    }

    // All that came from where the attack did: the last sign-in can be the owner's, and an attacker can sign in twice. Else the newest.
    private static void JudgeSince(DetectorContext context, DateTimeOffset since, ulong network)
    {
        var all = context.Memory.Marks.Where(m => (m.Code & KindMask) == Success && m.Time >= since).ToList();
        var fromThere = all.FindAll(m => network != 0 && m.Value == network);
        if (all.Count > 0)
            Judge(context, fromThere.Count > 0 ? fromThere : [all[^1]]);
    }

    // One mark a network says how often it failed here, so a long attack pushes nothing out.
    private static void Count(DetectorContext context)
    {
        var (memory, network) = (context.Memory, context.Network);
        var before = memory.Marks.Where(m => (m.Code & KindMask) == Failure && m.Value == network).Sum(m => m.Code >> CountShift);
        memory.Forget(m => (m.Code & KindMask) == Failure && m.Value == network);
        var count = Math.Min(before + 1, 1 << 20);
        memory.Add(context.Mark(network, Failure | (count << CountShift), $"failed {Words.Of(count, "time")}, from network {SignIns.NetworkName(network)}"));
    }

    // Several only where all came from the network that a source's finding named.
    private static void Judge(DetectorContext context, List<Mark> successes)
    {
        var (success, network) = (successes[^1], successes[^1].Value);
        var isNamed = network != 0 && context.Memory.Marks.Any(m => (m.Code & KindMask) == Attack && m.Value == network);
        var attacks = context.Memory.Marks.Where(m => (m.Code & KindMask) == Attack).ToList();
        var failures = context.Memory.Marks.Where(m => (m.Code & KindMask) == Failure).ToList();
        var here = failures.Where(m => m.Value == network).Sum(m => m.Code >> CountShift);
        var fromThere = here >= ManyHere || isNamed;
        // A person who has forgotten the password fails in one place and then signs in; machines keep no cookie, or come from everywhere.
        var isMachine = successes.Exists(m => (m.Code & NoCookie) != 0) || (here >= ManyHere && (failures.Count >= ManyNetworks || isNamed));
        var rules = string.Join(" and ", attacks.Select(a => a.Text).Distinct().Order(StringComparer.Ordinal));
        // It may be known late what it was, when the browser shows another sign-in.
        foreach (var one in successes)
            context.NameSignIn(one, context.Memory.Marks.LastOrDefault(m => (m.Code & KindMask) == SignIn && m.Time == one.Time && m.Session == one.Session).Actor, one.Actor);
        context.Raise(
            fromThere && isMachine ? Severity.High : fromThere || (success.Code & NoDevice) == 0 ? Severity.Medium : Severity.Low,
            $"A browser that the account does not know signed in to it {(fromThere ? "from where it was attacked" : "from another network than the attack's")}; "
                + $"{rules} saw the attack{(failures.Count == 0 ? "" : $", {Words.Of(failures.Sum(m => m.Code >> CountShift), "failure")} from {Words.Of(failures.Count, "network")}")}.",
            // The finding begins with the attack: a session that the attacker opened during it proves no owner.
            [.. attacks.Select(m => m with { Time = m.Time - TimeSpan.FromSeconds(m.Code >> CountShift) }).Concat(failures).OrderBy(m => m.Time), .. successes],
            new Measure("failures from the network that signed in", here, ManyHere),
            new Measure("networks that failed", failures.Count, ManyNetworks));
        foreach (var one in successes)
            if (!one.Actor.IsNone)
                context.Tell(ActorKind.User, one.Actor, one);
    }
}
