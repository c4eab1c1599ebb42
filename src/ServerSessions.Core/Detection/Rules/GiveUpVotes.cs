namespace ServerSessions.Detection.Rules;

/// <summary>
/// D1's memory of the site: the share of people who give up, learned over sources. One vote a source, the newest; a source with a finding has none. What is learned is clamped,
/// so that sources which vote together move it within those bounds only.
/// </summary>
internal static class GiveUpVotes
{
    /// <summary>Accounts that a source needs for a vote.</summary>
    public const int Accounts = 20;

    /// <summary>How long a vote counts.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(28);

    private const int Room = 128;
    private const int Least = 5;
    private const int Scale = 1000;
    private const ulong Withdrawal = ulong.MaxValue;

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
        if (said == 0)
        {
            if (memory.Marks.Count >= Least)
                Tell(context, Share(memory));
            return;
        }

        memory.Forget(m => m.Actor == source);
        if (said == Withdrawal)
            return;
        var surplus = memory.Marks.Count - Room + 1;
        memory.Forget(_ => surplus-- > 0);
        memory.Add(context.Mark(said - 1) with { Actor = source });
    }

    private static void Tell(DetectorContext context, double share)
    {
        var thousandths = (ulong)Math.Round(Scale * share);
        context.Tell(ActorKind.Source, new Pseudonym(context.Network, context.Agent), context.Mark(), thousandths);
        if (context.Agent == 0)
            context.Tell(ActorKind.Network, new Pseudonym(context.Network, 0), context.Mark(), thousandths);
    }

    private static double Share(DetectorMemory memory)
    {
        var votes = memory.Marks.Select(m => m.Value).Order().ToList();
        return Math.Clamp((double)votes[votes.Count / 2] / Scale, GiveUps.LeastShare, GiveUps.MostShare);
    }
}
