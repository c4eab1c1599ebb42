using System.Security.Cryptography;
using System.Text;

namespace ServerSessions.Privacy;

/// <summary>The keys derived from one configured secret, one for each purpose (HKDF-SHA256), so that two kinds of pseudonyms cannot be compared.</summary>
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
        Share = Derive(secret, "shared link");
        Page = Derive(secret, "page of a beacon");
        Overlay = Derive(secret, "clicks on a page");
        Recordings = Derive(secret, "keys of recordings");
        Identity = new IdentityKey(id, Derive(secret, "identities"));
    }

    public string Id { get; }

    /// <summary>Time before which the key is only read; null: it is active as soon as it is the first.</summary>
    public DateTimeOffset? ActiveFrom { get; init; }

    public byte[] CookieMac { get; }
    public byte[] Session { get; }
    public byte[] Ticket { get; }

    /// <summary>The key that signs shared links.</summary>
    public byte[] Share { get; }

    /// <summary>The key that signs which page of which session a beacon may report of.</summary>
    public byte[] Page { get; }

    /// <summary>The key that signs which administrator may see the clicks of which step on its page.</summary>
    public byte[] Overlay { get; }

    /// <summary>The key that encrypts the keys of recordings.</summary>
    public byte[] Recordings { get; }

    /// <summary>The key that encrypts the identity key of another key, which so outlives that key.</summary>
    public byte[] Wrapping { get; }

    /// <summary>The identity key that is derived from this key.</summary>
    public IdentityKey Identity { get; }

    /// <summary>Whether identities get new pseudonyms when this key becomes active.</summary>
    public bool RenamesIdentities { get; init; }

    internal static byte[] Derive(ReadOnlySpan<byte> secret, string purpose)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: default, info: Encoding.ASCII.GetBytes("ServerSessions " + purpose));
        return key;
    }
}
