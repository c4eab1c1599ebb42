namespace ServerSessions.Response;

/// <summary>All that holds against one key: of each kind what holds longest.</summary>
internal sealed class Ruling(DecisionTargetKind target)
{
    public DecisionTargetKind Target => target;

    public SessionDecision? Challenge { get; private set; }

    public SessionDecision? Throttle { get; private set; }

    public SessionDecision? Revoke { get; private set; }

    public SessionDecision? Block { get; private set; }

    public void Add(SessionDecision decision)
    {
        switch (decision.Kind)
        {
            case ResponseKind.Challenge:
                Challenge = Later(Challenge, decision);
                break;
            case ResponseKind.Throttle:
                Throttle = Later(Throttle, decision);
                break;
            case ResponseKind.Block:
                Block = Later(Block, decision);
                break;
            case ResponseKind.Revoke:
                // The newest one catches every sign-in that an older one does.
                Revoke = Revoke is { } earlier && earlier.At > decision.At ? earlier : decision;
                break;
        }
    }

    /// <summary>Whether a revocation concerns a sign-in of this time. The authenticated session itself is over whatever shows it.</summary>
    public bool Revokes(DateTimeOffset? signedIn, DateTimeOffset now) =>
        Revoke is { } revoke && revoke.Until > now && (target == DecisionTargetKind.AuthSession || signedIn is null || signedIn < revoke.At);

    private static SessionDecision Later(SessionDecision? one, SessionDecision other) => one is null || other.Until > one.Until ? other : one;
}
