namespace ServerSessions.Detection.Rules;

/// <summary>
/// D1's memory of an account: the networks in which it has succeeded. An account that is at home in a network says nothing about an attack from there, neither by failing nor
/// by succeeding: own accounts dilute an attack once. A success of the same window is no history: a guessed password must not make its account known.
/// </summary>
internal static class KnownAccounts
{
    // Maximum number of networks remembered for each account.
    private const int Networks = 2;

    // A failure shows an outage where the account has been at home since the day before: weeks of an own account are as good as a day, and count once.
    private static readonly TimeSpan Settled = TimeSpan.FromDays(1);

    public static void Observe(DetectorContext context, CredentialStuffingOptions options)
    {
        var (memory, network, now) = (context.Memory, context.Network, context.Now);
        memory.ForgetBefore(now - options.KnownFor);
        var before = memory.Marks.FirstOrDefault(m => m.Value == network);
        if (!context.IsKnownDevice && before.Step is not null && now - First(before) > options.Window)
        {
            context.Tell(ActorKind.Source, context.Source, context.Mark(), account: context.Account);
            context.Tell(ActorKind.Network, new Pseudonym(network, 0), context.Mark(), account: context.Account);
        }

        if (context.Login != LoginOutcome.Succeeded)
        {
            if (IsAtHome(context, before))
                context.Tell(ActorKind.Site, SiteKinds.Subject, context.Mark(), account: context.Account);
            return;
        }

        memory.Forget(m => m.Value == network);
        var surplus = memory.Marks.Count - Networks + 1;
        memory.Forget(_ => surplus-- > 0);
        memory.Add(context.Mark(network, before.Step is null ? 0 : (int)Math.Max(0, (now - First(before)).TotalSeconds)));
    }

    // Of use only where D20 has a baseline.
    private static bool IsAtHome(DetectorContext context, in Mark here)
    {
        if (context.Baselines.Site.Expected(SiteKind.LoginSuccesses, context.Now) is null)
            return false;
        var settled = context.Now - Settled;
        return (here.Step is not null && First(here) <= settled) || (context.IsKnownDevice && context.Memory.Marks.Any(m => First(m) <= settled));
    }

    // The time of a mark is the newest success, its code the seconds since the first.
    private static DateTimeOffset First(in Mark mark) => mark.Time - TimeSpan.FromSeconds(mark.Code);
}
