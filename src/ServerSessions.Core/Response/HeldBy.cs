namespace ServerSessions.Response;

/// <summary>A decision that holds against one key, and what that key names.</summary>
internal sealed class HeldBy(SessionDecision decision, DecisionTargetKind target, IReadOnlyList<PassKey> passes)
{
    public SessionDecision Decision => decision;

    /// <summary>Whether a request that is known by the key is concerned: of a challenge one that has not passed it, of a revocation a sign-in from before it.</summary>
    public bool Concerns(in RequestKeys keys) => decision.Kind switch
    {
        // The authenticated session itself is over whatever shows it.
        ResponseKind.Revoke => keys.IsSignedIn && (target == DecisionTargetKind.AuthSession || keys.SignedIn.IsBefore(decision.At, !keys.AuthSession.IsNone)),
        ResponseKind.Challenge => !IsPassed(keys),
        _ => true,
    };

    /// <summary>Whether it would revoke the sign-in, if its scheme could say when that was made.</summary>
    public bool Misses(in RequestKeys keys) => decision.Kind == ResponseKind.Revoke && target != DecisionTargetKind.AuthSession && keys.SignedIn.IsStanding;

    private bool IsPassed(in RequestKeys keys)
    {
        for (var i = 0; i < passes.Count; i++)
            if (passes[i].IsOf(keys))
                return true;
        return false;
    }
}
