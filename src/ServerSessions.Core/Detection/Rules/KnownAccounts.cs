namespace ServerSessions.Detection.Rules;

/// <summary>
/// D1's memory of an account: the networks in which it has succeeded. An account that is at home in a network says nothing about an attack from there, neither by failing nor
/// by succeeding: own accounts dilute an attack once. A success of the same window is no history: a guessed password must not make its account known.
/// </summary>
internal static class KnownAccounts
{
    // As many as let the memory give way when too many accounts are remembered.
    private const int Networks = 2;

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
            return;
        memory.Forget(m => m.Value == network);
        var surplus = memory.Marks.Count - Networks + 1;
        memory.Forget(_ => surplus-- > 0);
        memory.Add(context.Mark(network, before.Step is null ? 0 : (int)Math.Max(0, (now - First(before)).TotalSeconds)));
    }

    // The time of a mark is the newest success, its code the seconds since the first.
    private static DateTimeOffset First(in Mark mark) => mark.Time - TimeSpan.FromSeconds(mark.Code);
}
