using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using ServerSessions.Privacy;

namespace ServerSessions.Capture;

/// <summary>
/// The cookie's value, in base64url: version, 16 random bytes, up to 4 short account hashes, 16 bytes of HMAC-SHA256 over all of it.
/// The accounts make it a device cookie (OWASP, "Slow down online guessing attacks with device cookies").
/// </summary>
internal sealed class CookieFormat(KeyRing keys, Pseudonymizer pseudonyms)
{
    private const byte Version = 1;
    private const int RandomBytes = 16;
    private const int MacBytes = 16;
    private const int MaxAccounts = 4;
    private const int MinBytes = 1 + RandomBytes + MacBytes;
    private const int MaxBytes = MinBytes + (4 * MaxAccounts);
    private const int MaxChars = (MaxBytes * 4 / 3) + 4;

    private readonly BoundedCache<BrowserCookie> _verified = new(32_768);

    /// <summary>A browser that is new to us.</summary>
    public BrowserCookie Create()
    {
        var random = RandomNumberGenerator.GetBytes(RandomBytes);
        return new BrowserCookie(pseudonyms.Session(keys.Current, random), random, []);
    }

    /// <summary>The cookie with one more account; the oldest goes when there are too many.</summary>
    public static BrowserCookie With(BrowserCookie cookie, Pseudonym account) =>
        cookie.Knows(account)
            ? cookie
            : new BrowserCookie(cookie.Key, cookie.Random, [.. cookie.Accounts.TakeLast(MaxAccounts - 1), BrowserCookie.Short(account)]);

    public string Write(BrowserCookie cookie)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        bytes[0] = Version;
        cookie.Random.CopyTo(bytes[1..]);
        var length = 1 + RandomBytes;
        foreach (var account in cookie.Accounts)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes[length..], account);
            length += 4;
        }

        // Under the key that the pseudonym was made with, so that rotation neither cuts nor renames a session.
        Mac(KeyOf(cookie), bytes[..length], bytes[length..]);
        return Base64Url.EncodeToString(bytes[..(length + MacBytes)]);
    }

    /// <summary>Reads a cookie's value; null when it is not one of ours.</summary>
    public BrowserCookie? Read(ReadOnlySpan<char> value)
    {
        if (value.Length is < 44 or > MaxChars)
            return null;
        return _verified.Find(value) ?? (Verify(value) is { } cookie ? _verified.Set(value.ToString(), cookie) : null);
    }

    private BrowserCookie? Verify(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[MaxChars];
        if (Base64Url.DecodeFromChars(value, bytes, out _, out var length) != OperationStatus.Done || length is < MinBytes or > MaxBytes || bytes[0] != Version
            || (length - MinBytes) % 4 != 0)
            return null;
        var signed = bytes[..(length - MacBytes)];
        var given = bytes[(length - MacBytes)..length];
        Span<byte> mac = stackalloc byte[MacBytes];
        foreach (var key in keys.All)
        {
            Mac(key, signed, mac);
            if (!CryptographicOperations.FixedTimeEquals(mac, given))
                continue;
            var random = signed.Slice(1, RandomBytes).ToArray();
            var accounts = new uint[(length - MinBytes) / 4];
            for (var i = 0; i < accounts.Length; i++)
                accounts[i] = BinaryPrimitives.ReadUInt32BigEndian(signed[(1 + RandomBytes + (4 * i))..]);
            return new BrowserCookie(pseudonyms.Session(key, random), random, accounts);
        }

        return null;
    }

    private KeySet KeyOf(BrowserCookie cookie) =>
        keys.All.FirstOrDefault(k => pseudonyms.Session(k, cookie.Random) == cookie.Key) ?? keys.Current;

    private static void Mac(KeySet key, ReadOnlySpan<byte> signed, Span<byte> mac)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.CookieMac, signed, hash);
        hash[..MacBytes].CopyTo(mac);
    }
}
