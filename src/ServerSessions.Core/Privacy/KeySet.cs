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
        AuthSession = Derive(secret, "authenticated session");
        User = Derive(secret, "user");
        Account = Derive(secret, "account");
        Network = Derive(secret, "network");
        Agent = Derive(secret, "user agent");
        Values = SipHash.FromKey(Derive(secret, "values"));
    }

    public string Id { get; }

    /// <summary>Place in the list of keys, 0 for the first.</summary>
    public int Place { get; init; }

    /// <summary>Before this moment the key is only read; null: it is used as soon as it is first.</summary>
    public DateTimeOffset? ActiveFrom { get; init; }

    public byte[] CookieMac { get; }
    public byte[] Session { get; }
    public byte[] AuthSession { get; }
    public byte[] User { get; }
    public byte[] Account { get; }
    public byte[] Network { get; }
    public byte[] Agent { get; }
    public SipHash Values { get; }

    private static byte[] Derive(ReadOnlySpan<byte> secret, string purpose)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: default, info: Encoding.ASCII.GetBytes("ServerSessions " + purpose));
        return key;
    }
}
