using System.Security.Cryptography;

namespace ServerSessions.Privacy;

/// <summary>The time from which a key's identity key is in use.</summary>
/// <param name="Key">Id of the key.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="Wrapped">The identity key, encrypted under other keys, so that nodes that list only these can continue with it; oldest first.</param>
/// <param name="Check">Bytes derived from the identity key, which another secret under the same id does not give.</param>
internal sealed record KeyUse(string Key, long From, IReadOnlyList<WrappedIdentity> Wrapped, byte[] Check)
{
    public static KeyUse Of(IdentityKey identity, long from) => new(identity.Id, from, [], identity.Check);

    public bool IsOf(IdentityKey identity) => identity.Id == Key && CryptographicOperations.FixedTimeEquals(Check, identity.Check);
}
