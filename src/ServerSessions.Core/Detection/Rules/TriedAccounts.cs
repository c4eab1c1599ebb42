using System.Numerics;
using ServerSessions.Model;

namespace ServerSessions.Detection.Rules;

/// <summary>
/// D1's memory of one source: a mark for each account that fails and has not succeeded, and one for each that succeeded, in rooms of their own, so no number of successes pushes
/// out a failing account. Where a room is full, every second account is kept, by a hash that clients cannot choose, and stands for twice as many.
/// </summary>
internal readonly struct TriedAccounts(DetectorMemory memory)
{
    /// <summary>Room for accounts that fail.</summary>
    public const int FailingRoom = 256;

    /// <summary>Room for the sample of accounts that succeed.</summary>
    public const int SucceededRoom = 128;

    private const int Failing = 0;
    private const int Succeeded = 1;
    private const int Site = 2;
    private const int Voted = 3;
    private const int KindMask = 3;
    private const int Told = 4;
    private const int CountShift = 3; // of a failing account: its attempts; of one that succeeded: the power of two
    private const int CountMask = 15;
    private const int PowerMask = 31;
    private const int CookielessShift = 7;
    private const int SecondsShift = 11; // from the first failure to the last
    private const int SecondsMask = 2047;
    private const int FailingPowerShift = 22; // of a failing account: the power of two
    private const int MostPower = 24;

    public static bool IsFailing(in Mark mark) => (mark.Code & KindMask) == Failing;

    /// <summary>Number of accounts that the mark stands for.</summary>
    public static int Weight(in Mark mark) => 1 << Power(mark);

    public static int Attempts(in Mark mark) => (mark.Code >> CountShift) & CountMask;

    public static int Cookieless(in Mark mark) => (mark.Code >> CookielessShift) & CountMask;

    public static DateTimeOffset FirstFailure(in Mark mark) => mark.Time - TimeSpan.FromSeconds((mark.Code >> SecondsShift) & SecondsMask);

    /// <summary>Time of the newest attempt; null without one.</summary>
    public DateTimeOffset? Newest()
    {
        var marks = memory.Marks;
        for (var i = marks.Count - 1; i >= 0; i--)
            if ((marks[i].Code & KindMask) is Failing or Succeeded)
                return marks[i].Time;
        return null;
    }

    public void NoteFailure(DetectorContext context, TimeSpan window)
    {
        var account = context.Account;
        var before = Find(account);
        if (before is { } known && (known.Code & KindMask) == Succeeded)
            return; // its owner is here
        var (attempts, cookieless, first) = before is { } earlier && context.Now - FirstFailure(earlier) <= window
            ? (Attempts(earlier), Cookieless(earlier), FirstFailure(earlier))
            : (0, 0, context.Now);
        var seconds = (int)Math.Clamp((context.Now - first).TotalSeconds, 0, SecondsMask);
        memory.Forget(m => m.Actor == account && (m.Code & KindMask) == Failing);
        var power = Level(Failing);
        if (Zeros(account) < power)
            return;
        // Without the flag of a report: a new attempt is reported again.
        memory.Add(context.Mark(
            context.Agent,
            Failing | (Math.Min(attempts + 1, CountMask) << CountShift) | (Math.Min(cookieless + (context.IsFirstContact ? 1 : 0), CountMask) << CookielessShift) | (seconds << SecondsShift) | (power << FailingPowerShift)) with
        { Actor = account });
        Thin(Failing, FailingRoom);
    }

    public void NoteSuccess(DetectorContext context)
    {
        var account = context.Account;
        Forget(account);
        var power = Level(Succeeded);
        if (Zeros(account) < power)
            return;
        memory.Add(context.Mark(context.Agent, Succeeded | (power << CountShift)) with { Actor = account });
        Thin(Succeeded, SucceededRoom);
    }

    /// <summary>An account that is known in this network counts neither as failing nor as tried.</summary>
    public void Forget(Pseudonym account) => memory.Forget(m => m.Actor == account);

    /// <summary>Accounts that fail and have not succeeded: exact up to the room, estimated above it.</summary>
    public int CountFailing() => Accounts(Failing, agent: null);

    /// <summary>Accounts that succeeded: exact up to the room, estimated above it.</summary>
    public int CountSucceeded(ulong? agent = null) => Accounts(Succeeded, agent);

    /// <summary>Whether the number of failing accounts is an estimate.</summary>
    public bool IsEstimated => Level(Failing) > 0;

    /// <summary>The failing accounts, the oldest last failure first.</summary>
    public List<Mark> ListFailing() => [.. memory.Marks.Where(m => IsFailing(m))];

    /// <summary>Marks the accounts as reported, and returns those that had attempts since the last report.</summary>
    public List<Mark> Report()
    {
        var untold = memory.Marks.Where(m => (m.Code & KindMask) is Failing or Succeeded && (m.Code & Told) == 0).ToList();
        memory.Forget(m => (m.Code & KindMask) is Failing or Succeeded && (m.Code & Told) == 0);
        foreach (var mark in untold)
            memory.Add(mark with { Code = mark.Code | Told });
        return untold;
    }

    /// <summary>What the site said last about this source; null when it was not asked.</summary>
    public SiteWord? Word()
    {
        foreach (var mark in memory.Marks)
            if ((mark.Code & KindMask) == Site)
                return new SiteWord(mark.Time, mark.Value / 1000.0, (mark.Code & Told) != 0);
        return null;
    }

    public void Keep(DetectorContext context, in SiteWord word)
    {
        memory.Forget(m => (m.Code & KindMask) == Site);
        memory.Add(new Mark(word.Asked, (ulong)Math.Round(word.Share * 1000), Site | (word.IsOutage ? Told : 0), default, context.Step, default, null));
    }

    /// <summary>Whether the source has voted in this window.</summary>
    public bool HasVoted => Count(Voted) > 0;

    public void NoteVote(DetectorContext context) => memory.Add(context.Mark(0, Voted));

    private Mark? Find(Pseudonym account)
    {
        foreach (var mark in memory.Marks)
            if (mark.Actor == account)
                return mark;
        return null;
    }

    private int Count(int kind)
    {
        var count = 0;
        foreach (var mark in memory.Marks)
            if ((mark.Code & KindMask) == kind)
                count++;
        return count;
    }

    private int Accounts(int kind, ulong? agent)
    {
        var sum = 0L;
        foreach (var mark in memory.Marks)
            if ((mark.Code & KindMask) == kind && (agent is null || mark.Value == agent))
                sum += Weight(mark);
        return (int)Math.Min(sum, int.MaxValue / 4);
    }

    private int Level(int kind)
    {
        var level = 0;
        foreach (var mark in memory.Marks)
            if ((mark.Code & KindMask) == kind)
                level = Math.Max(level, Power(mark));
        return level;
    }

    private void Thin(int kind, int room)
    {
        for (var power = Level(kind) + 1; Count(kind) > room && power <= MostPower; power++)
        {
            var kept = memory.Marks.Where(m => (m.Code & KindMask) == kind && Zeros(m.Actor) >= power).ToList();
            memory.Forget(m => (m.Code & KindMask) == kind);
            foreach (var mark in kept)
                memory.Add(mark with { Code = (mark.Code & ~(PowerMask << PowerShift(kind))) | (Math.Max(Power(mark), power) << PowerShift(kind)) });
        }
    }

    private static int Power(in Mark mark) => (mark.Code >> PowerShift(mark.Code & KindMask)) & PowerMask;

    private static int PowerShift(int kind) => kind == Failing ? FailingPowerShift : CountShift;

    private static int Zeros(Pseudonym account) => BitOperations.TrailingZeroCount(OrderedHash.Of(account.High, account.Low));
}
