namespace ServerSessions.Detection.Rules;

/// <summary>
/// D1's memory of the site: the share of people who give up, learned over sources. One vote a source, the newest; a source with a finding, or whose network has one, has none
/// for a day. What is learned is clamped, so that sources which vote together move it within those bounds only.
/// </summary>
internal static class GiveUpVotes
{
    /// <summary>Accounts that a source needs for a vote.</summary>
    public const int Accounts = 20;

    /// <summary>How long a vote counts.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(28);

    private const int Room = 128;
    private const int MinVotes = 5;
    private const int Scale = 1000;
    private const ulong Withdrawal = ulong.MaxValue;
    private const int Voted = 0;
    private const int Withdrawn = 1;
    private static readonly TimeSpan WithdrawnFor = TimeSpan.FromDays(1);

    public static void Vote(DetectorContext context, in Mark mark, int never, int accounts) =>
        context.Tell(ActorKind.Site, SiteKinds.Subject, mark with { Time = context.Now }, 1 + (ulong)Math.Round((double)Scale * never / accounts));

    public static void Withdraw(DetectorContext context, in Mark mark) => context.Tell(ActorKind.Site, SiteKinds.Subject, mark with { Time = context.Now }, Withdrawal);

    public static void Ask(DetectorContext context, in Mark mark) => context.Tell(ActorKind.Site, SiteKinds.Subject, mark with { Time = context.Now });

    /// <summary>Takes a vote, or answers a question.</summary>
    public static void Hear(DetectorContext context)
    {
        // An account that fails at home is for D20.
        if (!context.Account.IsNone)
            return;
        var (memory, source, said) = (context.Memory, new Pseudonym(context.Network, context.Agent), context.Path);
        memory.ForgetBefore(context.Now - Kept);
        memory.Forget(m => m.Code == Withdrawn && m.Time < context.Now - WithdrawnFor);
        if (said == 0)
        {
            if (memory.Marks.Count(m => m.Code == Voted) >= MinVotes)
                Tell(context, Share(memory));
            return;
        }

        // A network's finding is about its sources together.
        memory.Forget(m => m.Actor == source || (said == Withdrawal && m.Code == Voted && Covers(source, m.Actor)));
        if (said != Withdrawal && memory.Marks.Any(m => m.Code == Withdrawn && Covers(m.Actor, source)))
            return;
        var code = said == Withdrawal ? Withdrawn : Voted;
        var surplus = memory.Marks.Count(m => m.Code == code) - Room + 1;
        memory.Forget(m => m.Code == code && surplus-- > 0);
        memory.Add(context.Mark(said == Withdrawal ? 0 : said - 1, code) with { Actor = source });
    }

    private static bool Covers(Pseudonym withdrawn, Pseudonym source) => withdrawn == source || (withdrawn.Low == 0 && withdrawn.High == source.High);

    private static void Tell(DetectorContext context, double share)
    {
        var thousandths = (ulong)Math.Round(Scale * share);
        context.Tell(ActorKind.Source, new Pseudonym(context.Network, context.Agent), context.Mark(), thousandths);
        if (context.Agent == 0)
            context.Tell(ActorKind.Network, new Pseudonym(context.Network, 0), context.Mark(), thousandths);
    }

    private static double Share(DetectorMemory memory)
    {
        var votes = memory.Marks.Where(m => m.Code == Voted).Select(m => m.Value).Order().ToList();
        return Math.Clamp((double)votes[votes.Count / 2] / Scale, GiveUps.MinShare, GiveUps.MaxShare);
    }
}
