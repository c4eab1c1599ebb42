namespace ServerSessions.Privacy;

/// <summary>The time from which a key's identity key is in use.</summary>
/// <param name="Key">Id of the key.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="Wrapped">The identity key, encrypted under other keys, so that nodes that list only these can continue with it; oldest first.</param>
internal sealed record KeyUse(string Key, long From, IReadOnlyList<WrappedIdentity> Wrapped);
