using System.Security.Cryptography;
using System.Text;

namespace ServerSessions.Privacy;

/// <summary>The keys that one configured secret gives, one for each purpose (HKDF-SHA256), so that no two kinds of pseudonym can be compared.</summary>
internal sealed class KeySet
{
    public const int SecretBytes = 32;

    public KeySet(string id, ReadOnlySpan<byte> secret)
    {
        Id = id;
        CookieMac = Derive(secret, "cookie mac");
        Session = Derive(secret, "session");
        Ticket = Derive(secret, "authenticated session");
        Wrapping = Derive(secret, "wrapping of identity keys");
        Identity = new IdentityKey(id, Derive(secret, "identities"));
    }

    public string Id { get; }

    /// <summary>Before this moment the key is only read; null: it is used as soon as it is first.</summary>
    public DateTimeOffset? ActiveFrom { get; init; }

    public byte[] CookieMac { get; }
    public byte[] Session { get; }
    public byte[] Ticket { get; }

    /// <summary>Encrypts the identity key of another key, so that it outlives that one.</summary>
    public byte[] Wrapping { get; }

    /// <summary>Names identities where this key is the one in use for them.</summary>
    public IdentityKey Identity { get; }

    /// <summary>Identities are renamed under this key when it comes into use.</summary>
    public bool RenamesIdentities { get; init; }

    internal static byte[] Derive(ReadOnlySpan<byte> secret, string purpose)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: default, info: Encoding.ASCII.GetBytes("ServerSessions " + purpose));
        return key;
    }
}
