namespace ServerSessions.Detection.Rules;

/// <summary>
/// D1's memory of one source: a mark for each account that fails and has not succeeded, and one for each that succeeded, in rooms of their own, so no number of successes pushes
/// out a failing account.
/// </summary>
internal readonly struct TriedAccounts(DetectorMemory memory)
{
    /// <summary>Room for accounts that fail.</summary>
    public const int FailingRoom = 256;

    /// <summary>Room for accounts that succeed.</summary>
    public const int SucceededRoom = 128;

    private const int KindMask = 3;
    private const int KindFailing = 0;
    private const int KindSucceeded = 1;
    private const int KindSite = 2;
    private const int KindVoted = 3;
    private const int Reported = 4;
    private const int AttemptsShift = 3;
    private const int AttemptsMask = 15;
    private const int CookielessShift = 7;
    private const int SecondsShift = 11; // from the first attempt to the one that the mark is of
    private const int SecondsMask = 2047;
    private const int PowerShift = 22;

    private static readonly MarkSample Failing = new(KindMask, KindFailing, PowerShift);
    private static readonly MarkSample Succeeded = new(KindMask, KindSucceeded, PowerShift);

    public static bool IsFailing(in Mark mark) => Failing.Includes(mark);

    /// <summary>Number of accounts that the mark stands for.</summary>
    public static int Weight(in Mark mark) => Failing.Weight(mark);

    public static int Attempts(in Mark mark) => (mark.Code >> AttemptsShift) & AttemptsMask;

    public static int Cookieless(in Mark mark) => (mark.Code >> CookielessShift) & AttemptsMask;

    /// <summary>The first attempt on the account, at most 34 minutes before the one that the mark is of.</summary>
    public static DateTimeOffset FirstAttempt(in Mark mark) => mark.Time - TimeSpan.FromSeconds((mark.Code >> SecondsShift) & SecondsMask);

    /// <summary>Whether the number of failing accounts is an estimate.</summary>
    public bool IsEstimated => Failing.IsEstimated(memory);

    /// <summary>Whether the source has voted in this window.</summary>
    public bool HasVoted => memory.Marks.Any(m => (m.Code & KindMask) == KindVoted);

    /// <summary>Time of the newest attempt; null without one.</summary>
    public DateTimeOffset? Newest()
    {
        var marks = memory.Marks;
        for (var i = marks.Count - 1; i >= 0; i--)
            if (IsAttempt(marks[i]))
                return marks[i].Time;
        return null;
    }

    public void NoteFailure(DetectorContext context, TimeSpan window)
    {
        var (account, before) = (context.Account, Find(context.Account));
        if (before is { } known && Succeeded.Includes(known))
            return; // its owner is here
        var (attempts, cookieless, first) = before is { } earlier && context.Now - FirstAttempt(earlier) <= window
            ? (Attempts(earlier), Cookieless(earlier), FirstAttempt(earlier))
            : (0, 0, context.Now);
        Forget(account);
        // Without the flag of a report: a new attempt is reported again.
        var code = KindFailing | (Math.Min(attempts + 1, AttemptsMask) << AttemptsShift)
            | (Math.Min(cookieless + (context.IsFirstContact ? 1 : 0), AttemptsMask) << CookielessShift) | Since(context, first);
        context.CountsUnkept = !Failing.Add(memory, context.Mark(context.Agent, code) with { Actor = account }, FailingRoom);
    }

    public void NoteSuccess(DetectorContext context, TimeSpan window)
    {
        var first = Find(context.Account) is { } earlier && context.Now - FirstAttempt(earlier) <= window ? FirstAttempt(earlier) : context.Now;
        Forget(context.Account);
        Succeeded.Add(memory, context.Mark(context.Agent, KindSucceeded | Since(context, first)) with { Actor = context.Account }, SucceededRoom);
    }

    public void NoteVote(DetectorContext context) => memory.Add(context.Mark(0, KindVoted));

    /// <summary>An account that is known in this network counts neither as failing nor as tried.</summary>
    public void Forget(Pseudonym account) => memory.Forget(m => m.Actor == account);

    /// <summary>Accounts that fail and have not succeeded: exact up to the room, estimated above it.</summary>
    public int CountFailing() => Failing.Count(memory);

    /// <summary>Accounts that succeeded: exact up to the room, estimated above it.</summary>
    public int CountSucceeded(ulong? agent = null) => Succeeded.Count(memory, agent);

    /// <summary>The failing accounts, the oldest last failure first.</summary>
    public List<Mark> ListFailing() => [.. memory.Marks.Where(m => IsFailing(m))];

    /// <summary>Marks the accounts as reported, and returns those that had attempts since the last report.</summary>
    public List<Mark> Report()
    {
        var unreported = memory.Marks.Where(m => IsAttempt(m) && (m.Code & Reported) == 0).ToList();
        memory.Forget(m => IsAttempt(m) && (m.Code & Reported) == 0);
        foreach (var mark in unreported)
            memory.Add(mark with { Code = mark.Code | Reported });
        return unreported;
    }

    /// <summary>The last answer of the site about this source; null when it was not queried.</summary>
    public SiteWord? Word()
    {
        foreach (var mark in memory.Marks)
            if ((mark.Code & KindMask) == KindSite)
                return new SiteWord(mark.Time, mark.Value / 1000.0, (mark.Code & Reported) != 0);
        return null;
    }

    public void Keep(DetectorContext context, in SiteWord word)
    {
        memory.Forget(m => (m.Code & KindMask) == KindSite);
        memory.Add(new Mark(word.Asked, (ulong)Math.Round(word.Share * 1000), KindSite | (word.IsOutage ? Reported : 0), default, context.Step, default, null));
    }

    private static int Since(DetectorContext context, DateTimeOffset first) =>
        (int)Math.Clamp((context.Now - first).TotalSeconds, 0, SecondsMask) << SecondsShift;

    private Mark? Find(Pseudonym account)
    {
        foreach (var mark in memory.Marks)
            if (mark.Actor == account)
                return mark;
        return null;
    }

    private static bool IsAttempt(in Mark mark) => (mark.Code & KindMask) is KindFailing or KindSucceeded;
}
