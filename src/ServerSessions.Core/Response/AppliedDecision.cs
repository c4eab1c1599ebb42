namespace ServerSessions.Response;

/// <summary>An active decision that applies to one key, and what the key is to it.</summary>
internal sealed class AppliedDecision(SessionDecision decision, DecisionTarget target, IReadOnlyList<PassKey> passes)
{
    private readonly Pseudonym _spared = Pseudonym.TryParse(decision.SparedSignIn, out var spared) ? spared : Pseudonym.None;
    private readonly Pseudonym[]? _onlyUsers = decision.OnlyUsers is { } only ? [.. only.Select(text => Pseudonym.TryParse(text, out var user) ? user : Pseudonym.None)] : null;

    public SessionDecision Decision => decision;

    /// <summary>Whether the decision applies to a request with this key. A challenge applies until it is passed; a revocation applies to sign-ins from before it.</summary>
    public bool Concerns(in RequestKeys keys) => decision.Kind switch
    {
        // A revoked authenticated session is refused whatever credential shows it.
        ResponseKind.Revoke => keys.IsSignedIn && !IsSpared(keys)
            && (target.Kind == DecisionTargetKind.AuthSession || keys.SignedIn.IsBefore(target.Since ?? decision.At, !keys.AuthSession.IsNone)),
        ResponseKind.Challenge => !IsPassed(keys),
        _ => true,
    };

    /// <summary>Whether it would revoke the sign-in if its scheme had a time of sign-in.</summary>
    public bool Misses(in RequestKeys keys) => decision.Kind == ResponseKind.Revoke && target.Kind != DecisionTargetKind.AuthSession && keys.SignedIn.IsStanding;

    private bool IsSpared(in RequestKeys keys)
    {
        if (!_spared.IsNone && keys.AuthSessionName.Is(_spared))
            return true;
        if (_onlyUsers is null)
            return false;
        foreach (var user in _onlyUsers)
            if (!user.IsNone && keys.UserName.Is(user))
                return false;
        return true;
    }

    private bool IsPassed(in RequestKeys keys)
    {
        for (var i = 0; i < passes.Count; i++)
            if (passes[i].IsOf(keys))
                return true;
        return false;
    }
}
