namespace ServerSessions.Detection.Rules;

/// <summary>
/// D20's memory of accounts that fail at home and of accounts that sign in, which shows whether sign-in is out of order on the whole site. An attacker can fail with any names, and can make any number of sign-ins usual by an own
/// account. So only accounts count that fail where they have long been at home, each once and one for each network; every account that still signs in speaks against it.
/// </summary>
internal readonly struct OutageEvidence(DetectorMemory memory)
{
    /// <summary>Marks that it keeps at most.</summary>
    public const int Capacity = 2 * (Room + 1);

    /// <summary>Minimum number of networks in which accounts fail that are at home there.</summary>
    public const int Networks = 20;

    private const int Room = 64;

    // Beside D20's own marks, whose code is the kind that is counted.
    private const int KindMask = 7;
    private const int KindFailing = 5;
    private const int KindSucceeded = 6;
    private const int PowerShift = 3;

    private static readonly MarkSample Failing = new(KindMask, KindFailing, PowerShift);
    private static readonly MarkSample Succeeded = new(KindMask, KindSucceeded, PowerShift);

    // The shortest time in which enough accounts failed: what succeeded before it began is no sign against it.
    private static readonly int[] Minutes = [2, 5, 10];

    /// <summary>An account failed in a network, or in a browser, in which it has long been at home.</summary>
    public void NoteFailure(DetectorContext context) => Note(context, Failing, KindFailing);

    /// <summary>An account signed in.</summary>
    public void NoteSuccess(DetectorContext context) => Note(context, Succeeded, KindSucceeded);

    /// <summary>Whether sign-in fails on the whole site: of the accounts that are at home, fewer than a quarter sign in.</summary>
    /// <param name="now">The time.</param>
    /// <param name="usual">Sign-ins in ten minutes that are usual at this hour of the week: a quarter of them has to fail at home.</param>
    public bool IsOutage(DateTimeOffset now, double usual)
    {
        foreach (var minutes in Minutes)
        {
            var since = now - TimeSpan.FromMinutes(minutes);
            var failing = memory.Marks.Where(m => Failing.Includes(m) && m.Time > since).GroupBy(m => m.Value).Sum(network => network.Max(m => Failing.Weight(m)));
            if (failing >= Math.Max(Networks, usual * minutes / 40))
                return 3 * memory.Marks.Where(m => Succeeded.Includes(m) && m.Time > since).Sum(m => Succeeded.Weight(m)) < failing;
        }

        return false;
    }

    // The last result of the account counts.
    private void Note(DetectorContext context, in MarkSample sample, int kind)
    {
        var account = context.Account;
        memory.Forget(m => m.Actor == account);
        sample.Add(memory, context.Mark(context.Network, kind) with { Actor = account }, Room);
    }
}
