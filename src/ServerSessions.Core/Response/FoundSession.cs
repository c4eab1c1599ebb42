namespace ServerSessions.Response;

/// <summary>What a session can be held by.</summary>
internal readonly record struct FoundSession(Pseudonym Key, KeyKind KeyKind, Pseudonym AuthSession, Pseudonym User, bool IsSignInOnly = false)
{
    /// <summary>
    /// The browser or token client and the authenticated session. Not the key of the day: it is a network and a browser's name, which
    /// others share. Nor what a caller passed on: the gate goes by what the client itself shows.
    /// </summary>
    public IReadOnlyList<DecisionTarget> Targets
    {
        get
        {
            var targets = new List<DecisionTarget>();
            if (!AuthSession.IsNone)
                targets.Add(new DecisionTarget(DecisionTargetKind.AuthSession, AuthSession.ToString()));
            if (!IsSignInOnly && KeyKind is not (KeyKind.Daily or KeyKind.Propagated) && !Key.IsNone && Key != AuthSession)
                targets.Add(new DecisionTarget(DecisionTargetKind.Key, Key.ToString()));
            return targets;
        }
    }
}
