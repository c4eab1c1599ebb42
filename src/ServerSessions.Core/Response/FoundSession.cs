namespace ServerSessions.Response;

/// <summary>The pseudonyms by which decisions can apply to a session.</summary>
internal readonly record struct FoundSession(Pseudonym Key, KeyKind KeyKind, Pseudonym AuthSession, Pseudonym User, bool IsSignInOnly = false)
{
    /// <summary>
    /// The browser or token client, and the authenticated session. Not the key of the day: it stands for a network and a user agent, which
    /// several people share. Nor the session that a trusted caller names: the gate goes by what the client itself shows.
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
