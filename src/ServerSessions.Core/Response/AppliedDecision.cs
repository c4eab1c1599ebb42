namespace ServerSessions.Response;

/// <summary>An active decision that applies to one key, and what the key is to it.</summary>
internal sealed class AppliedDecision(SessionDecision decision, DecisionTarget target, IReadOnlyList<PassKey> passes)
{
    public SessionDecision Decision => decision;

    /// <summary>Whether the decision applies to a request with this key. A challenge applies until it is passed; a revocation applies to sign-ins from before it.</summary>
    public bool Concerns(in RequestKeys keys) => decision.Kind switch
    {
        // A revoked authenticated session is refused whatever credential shows it.
        ResponseKind.Revoke => keys.IsSignedIn && (target.Kind == DecisionTargetKind.AuthSession || keys.SignedIn.IsBefore(target.Since ?? decision.At, !keys.AuthSession.IsNone)),
        ResponseKind.Challenge => !IsPassed(keys),
        _ => true,
    };

    /// <summary>Whether it would revoke the sign-in if its scheme had a time of sign-in.</summary>
    public bool Misses(in RequestKeys keys) => decision.Kind == ResponseKind.Revoke && target.Kind != DecisionTargetKind.AuthSession && keys.SignedIn.IsStanding;

    private bool IsPassed(in RequestKeys keys)
    {
        for (var i = 0; i < passes.Count; i++)
            if (passes[i].IsOf(keys))
                return true;
        return false;
    }
}
