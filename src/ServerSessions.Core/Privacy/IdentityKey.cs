using System.Security.Cryptography;

namespace ServerSessions.Privacy;

/// <summary>
/// The key for pseudonyms of everything that carries no key id: users, accounts, networks, user agents, sessions that a token names, and values. It is derived from the secret of
/// one key and outlives that key: <see cref="KeyHistory"/> keeps it, encrypted under the later ones.
/// </summary>
internal sealed class IdentityKey
{
    private const int TagBits = 11;

    private readonly byte[] _secret;

    /// <param name="id">Id of the key from whose secret it is derived.</param>
    /// <param name="secret">The derived secret, <see cref="KeySet.SecretBytes"/> bytes.</param>
    public IdentityKey(string id, byte[] secret)
    {
        (Id, _secret) = (id, secret);
        User = KeySet.Derive(secret, "user");
        Account = KeySet.Derive(secret, "account");
        Session = KeySet.Derive(secret, "session of a token");
        Caller = KeySet.Derive(secret, "session of a caller");
        Network = KeySet.Derive(secret, "network");
        Agent = KeySet.Derive(secret, "user agent");
        Check = KeySet.Derive(secret, "check");
        Values = SipHash.FromKey(KeySet.Derive(secret, "values"));
        Tag = (uint)(Values.Hash("tag"u8) >> (64 - TagBits));
    }

    public string Id { get; }

    public byte[] User { get; }
    public byte[] Account { get; }
    public byte[] Session { get; }
    public byte[] Caller { get; }
    public byte[] Network { get; }
    public byte[] Agent { get; }
    public SipHash Values { get; }

    /// <summary>Names the secret and reveals nothing of it.</summary>
    public byte[] Check { get; }

    /// <summary>Eleven bits that identify the key of hashes of <see cref="Values"/> that are too short to be compared under two keys.</summary>
    public uint Tag { get; }

    public ReadOnlySpan<byte> Secret => _secret;

    public bool IsSame(IdentityKey other) => Id == other.Id && CryptographicOperations.FixedTimeEquals(_secret, other._secret);
}
