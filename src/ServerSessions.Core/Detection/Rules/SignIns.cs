namespace ServerSessions.Detection.Rules;

/// <summary>Sign-ins as the rules about attacks on one account remember them: marks of failures, with the network as their value.</summary>
internal static class SignIns
{
    /// <summary>A failure in the browser of the account's owner is a slip, not an attack; a success there is remembered.</summary>
    public static bool Concerns(DetectorContext context) =>
        context.Login is LoginOutcome.Failed or LoginOutcome.Succeeded && !context.Account.IsNone
        && !(context.Login == LoginOutcome.Failed && context.IsKnownDevice);

    public static Mark Failure(DetectorContext context) => context.Mark(context.Network);

    /// <summary>The marks as evidence; what a person reads is not kept with each of them.</summary>
    public static Mark[] Evidence(IEnumerable<Mark> failures) =>
        [.. failures.Select(m => m with { Text = $"failed, from network {NetworkName(m.Value)}" })];

    /// <summary>
    /// A success takes back earlier failures in its own network or session. It does not take back failures elsewhere, which can be another client's.
    /// </summary>
    public static void TakeBack(DetectorContext context)
    {
        var (network, session) = (context.Network, context.Session);
        context.Memory.Forget(m => m.Value == network || (session != default && m.Session == session));
    }

    public static int Networks(IEnumerable<Mark> marks) => marks.Select(m => m.Value).Distinct().Count();

    /// <summary>Enough bits of a keyed hash to distinguish two networks.</summary>
    public static string NetworkName(ulong network) => network.ToString("x16")[..8];
}
