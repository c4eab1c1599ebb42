namespace ServerSessions.Detection.Rules;

/// <summary>
/// D1: one source tries the passwords of many accounts. What counts is accounts that never succeed, more of them than honest people of that source explain; successes, which an
/// attacker can add, only widen what people explain.
/// </summary>
internal sealed class CredentialStuffing(CredentialStuffingOptions options) : ISessionDetector
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(10);

    public DetectorInfo Info { get; } = new()
    {
        Id = "D1",
        Name = "credential stuffing",
        Summary = "One source fails to sign in to many accounts, and more of them never succeed than people explain.",
        Subjects = [ActorKind.Source, ActorKind.Network, ActorKind.Account, ActorKind.Site],
        Mode = DetectionMode.Alert,
        Capacity = TriedAccounts.FailingRoom + TriedAccounts.SucceededRoom + 2,
        Horizon = options.Window + options.Grace,
        HorizonOf = kind => kind switch
        {
            ActorKind.Account => options.KnownFor,
            ActorKind.Site => GiveUpVotes.Kept,
            _ => null,
        },
        Hears = ["D1", "D20"],
        HistoryOf = ActorKind.Account,
        References = ["OWASP OAT-008 Credential Stuffing", "OWASP OAT-007 Credential Cracking", "OWASP ASVS 5.0 6.3.1", "MITRE ATT&CK T1110.003", "MITRE ATT&CK T1110.004"],
    };

    public bool Concerns(DetectorContext context) =>
        context.Login is LoginOutcome.Failed or LoginOutcome.Succeeded && !context.Account.IsNone && context.SubjectKind switch
        {
            ActorKind.Account => context.Network != 0,
            ActorKind.Site => false,
            _ => !context.IsKnownDevice,
        };

    public void Observe(DetectorContext context)
    {
        switch (context.SubjectKind)
        {
            case ActorKind.Account when context.Heard is null:
                KnownAccounts.Observe(context, options);
                break;
            case ActorKind.Site when context is { IsNotice: true, Heard: "D1" }:
                GiveUpVotes.Hear(context);
                break;
            case ActorKind.Source or ActorKind.Network when context.Heard is null:
                ObserveAttempt(context);
                break;
            case ActorKind.Source or ActorKind.Network when context.IsNotice:
                Hear(context);
                break;
        }
    }

    public void Elapsed(DetectorContext context) => Judge(context);

    private void ObserveAttempt(DetectorContext context)
    {
        var tried = new TriedAccounts(context.Memory);
        if (context.Login == LoginOutcome.Succeeded)
            tried.NoteSuccess(context, options.Window);
        else
            tried.NoteFailure(context, options.Window);
        Judge(context);
    }

    // From an account: it is known here. From the site: the share of people who give up, or that there is an outage.
    private static void Hear(DetectorContext context)
    {
        var tried = new TriedAccounts(context.Memory);
        if (!context.Account.IsNone)
            tried.Forget(context.Account);
        else if (tried.Word() is { } word)
            tried.Keep(context, context.Heard == "D20" ? word with { IsOutage = true } : word with { Share = context.Path / 1000.0 });
    }

    private void Judge(DetectorContext context)
    {
        var (memory, tried) = (context.Memory, new TriedAccounts(context.Memory));
        // The window ends with the newest attempt, which events that are late do not move; a timer looks at the same attempts again.
        if (tried.Newest() is not { } newest)
            return;
        var now = Later(context.Now, newest);
        memory.ForgetBefore(newest - options.Window);
        var failing = tried.CountFailing();
        var succeeded = tried.CountSucceeded();
        var accounts = failing + succeeded;
        Vote(context, tried, failing, accounts);
        // The most common answers, and the cheapest: few fail, or the people of an office explain as many.
        if (failing < options.Accounts || !GiveUps.IsBeyond(failing, accounts, GiveUps.MinShare, options))
            return;
        var word = Ask(context, tried);
        var share = Math.Clamp(word.Share, GiveUps.MinShare, GiveUps.MaxShare);
        var marks = tried.ListFailing();
        if (!GiveUps.IsBeyond(failing, accounts, share, options) || IsOfOneAgent(context, tried, marks, share))
            return;

        var needed = GiveUps.Needed(accounts, share, options);
        var isUrgent = failing >= options.Accounts * options.UrgentFactor && failing >= 0.9 * accounts;
        var final = isUrgent ? DateTimeOffset.MinValue : Final(marks, needed);
        var ready = Later(final, word.Asked + AnswerTime);
        if (ready > now)
            context.WakeAt(ready);
        // While the site is queried again, an open finding stands: attempts join it, and change its severity with the answer only.
        if (ready <= now || (final <= now && memory.Raised is { } open && now - open < Findings.AlertWindow))
            Raise(context, tried, marks, isAnswered: ready <= now, new Counts(failing, isUrgent ? failing : marks.Where(m => m.Time + options.Grace <= now).Sum(m => TriedAccounts.Weight(m)), accounts, needed), share, word.IsOutage);
    }

    // The time at which enough accounts have had the chance to succeed.
    private DateTimeOffset Final(List<Mark> failing, int needed)
    {
        var seen = 0;
        foreach (var mark in failing)
            if ((seen += TriedAccounts.Weight(mark)) >= needed)
                return mark.Time + options.Grace;
        return failing[^1].Time + options.Grace;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    // The network's own finding is about what is spread over user agents: where one of them is enough, its source has the finding.
    private bool IsOfOneAgent(DetectorContext context, TriedAccounts tried, List<Mark> failing, double share) =>
        context.SubjectKind == ActorKind.Network && failing.GroupBy(m => m.Value).Any(agent =>
            agent.Sum(m => TriedAccounts.Weight(m)) is var count && count >= options.Accounts && GiveUps.IsBeyond(count, count + tried.CountSucceeded(agent.Key), share, options));

    private static SiteWord Ask(DetectorContext context, TriedAccounts tried)
    {
        if (tried.Word() is { } known && context.Now - known.Asked < AskEvery)
            return known;
        var word = new SiteWord(context.ReportedBy(TimeSpan.Zero), 0, IsOutage: false);
        tried.Keep(context, word);
        GiveUpVotes.Ask(context, context.Mark());
        return word;
    }

    // One vote a source and window; accounts that may still succeed have not given up.
    private void Vote(DetectorContext context, TriedAccounts tried, int failing, int accounts)
    {
        if (accounts < GiveUpVotes.Accounts || context.SubjectKind != ActorKind.Source || context.Memory.Raised is not null || tried.HasVoted)
            return;
        tried.NoteVote(context);
        GiveUpVotes.Vote(context, context.Mark(), tried.ListFailing().Where(m => m.Time + options.Grace <= context.Now).Sum(m => TriedAccounts.Weight(m)), accounts);
    }

    private void Raise(DetectorContext context, TriedAccounts tried, List<Mark> failing, bool isAnswered, in Counts counts, double share, bool isOutage)
    {
        var attempts = failing.Sum(m => TriedAccounts.Attempts(m));
        var keepsNoCookie = failing.Sum(m => TriedAccounts.Cookieless(m)) >= 0.9 * attempts;
        var (network, about) = (context.SubjectKind == ActorKind.Network, tried.IsEstimated ? "about " : "");
        context.Raise(
            isOutage || !isAnswered ? Severity.Low : keepsNoCookie ? Severity.High : Severity.Medium,
            $"{(tried.IsEstimated ? "About " : "")}{counts.Never} accounts failed to sign in from one {(network ? "network" : "source")} within {Words.Of(options.Window)} and never succeeded, "
                + $"of {about}{counts.Failing} that failed and {about}{counts.Accounts} that were tried; honest people explain fewer than {counts.Needed}"
                + $"{(keepsNoCookie ? ", and the client keeps no cookie" : "")}{(isOutage ? "; sign-ins fail on the whole site, so it may be an outage" : "")}.",
            [.. failing.Select(Evidence)],
            new Measure("accounts that never succeeded", counts.Never, counts.Needed),
            new Measure("probability that honest people explain them", Rounded(GiveUps.Tail(counts.Never, counts.Accounts, share, options.Correlation)), options.Significance),
            new Measure("share of failing accounts", Math.Round((double)counts.Failing / counts.Accounts, 3), Math.Round((double)counts.Needed / counts.Accounts, 3)));
        if (context.Memory.Raised is null)
            GiveUpVotes.Withdraw(context, failing[0]);
        // Each account that the source has tried, also the ones it got into, once for what was tried since the last report; with the first attempt, because the source may
        // have got in before the newest one.
        var reported = tried.Report();
        foreach (var mark in reported)
            context.Tell(ActorKind.Account, mark.Actor, mark with { Time = TriedAccounts.FirstAttempt(mark) });
        // The account that is tried now may not be in the sample.
        if (!context.Account.IsNone && reported.TrueForAll(m => m.Actor != context.Account))
            context.Tell(ActorKind.Account, context.Account, context.Mark());
    }

    private static double Rounded(double probability) => probability > 0 ? double.Parse(probability.ToString("G2", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture) : 0;

    // Texts for people are not kept with each mark.
    private static Mark Evidence(Mark mark) => mark with { Text = $"account {mark.Actor.ToString()[..12]}, failed {Words.Of(TriedAccounts.Attempts(mark), "time")}" };

    private readonly record struct Counts(int Failing, int Never, int Accounts, int Needed);
}
