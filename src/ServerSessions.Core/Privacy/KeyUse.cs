namespace ServerSessions.Privacy;

/// <summary>From when on identities are named under a key.</summary>
/// <param name="Key">Id of the key.</param>
/// <param name="From">Unix milliseconds.</param>
internal sealed record KeyUse(string Key, long From);
