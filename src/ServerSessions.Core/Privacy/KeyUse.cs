namespace ServerSessions.Privacy;

/// <summary>From when on identities are named with a key's identity key.</summary>
/// <param name="Key">Id of the key.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="Wrapped">The identity key, encrypted under other keys, so that those who list these only go on with it; the oldest first.</param>
internal sealed record KeyUse(string Key, long From, IReadOnlyList<WrappedIdentity> Wrapped);
