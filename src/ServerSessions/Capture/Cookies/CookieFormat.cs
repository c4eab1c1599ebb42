using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using ServerSessions.Model;
using ServerSessions.Privacy;

namespace ServerSessions.Capture.Cookies;

/// <summary>
/// The cookie's value, in base64url: version, 16 random bytes, the minute in which it was made, up to 4 short account hashes, 16 bytes of HMAC-SHA256 over all of it.
/// The accounts make it a device cookie (OWASP, "Slow down online guessing attacks with device cookies").
/// </summary>
internal sealed class CookieFormat(KeyRing keys, Pseudonymizer pseudonyms, TimeProvider time)
{
    private const byte Version = 2;
    private const int MinChars = 48;

    private readonly BoundedCache<BrowserCookie> _verified = new(32_768);

    /// <summary>A browser that is new to us.</summary>
    public BrowserCookie Create() => Create(partition: 0, partitions: 1);

    /// <summary>The same, with a session in a given partition: it takes about as many tries as there are partitions, at less than a microsecond each.</summary>
    public BrowserCookie Create(int partition, int partitions)
    {
        Span<byte> signed = stackalloc byte[BrowserCookie.AccountsAt];
        signed[0] = Version;
        CookieMinute.Write(CookieMinute.Of(time.GetUtcNow().ToMicroseconds()), signed[BrowserCookie.MadeAt..]);
        var random = signed.Slice(1, BrowserCookie.RandomBytes);
        Pseudonym key;
        do
        {
            RandomNumberGenerator.Fill(random);
            key = pseudonyms.Session(keys.Current, random);
        }
        while (PartitionMap.Of(key, partitions) != partition);
        return new BrowserCookie(key, signed, text: [], isNew: true);
    }

    public string Write(BrowserCookie cookie)
    {
        Span<byte> bytes = stackalloc byte[BrowserCookie.MaxBytes];
        var signed = cookie.Signed;
        signed.CopyTo(bytes);
        // Under the key that the pseudonym was made with, so that rotation neither cuts nor renames a session.
        Mac(KeyOf(cookie), signed, bytes[signed.Length..]);
        return Base64Url.EncodeToString(bytes[..(signed.Length + BrowserCookie.MacBytes)]);
    }

    /// <summary>Reads a cookie's value; null when it is not one of ours.</summary>
    public BrowserCookie? Read(ReadOnlySpan<char> value) =>
        value.Length is < MinChars or > BrowserCookie.MaxChars ? null
        : _verified.Find(value) ?? (Verify(value) is { } cookie ? _verified.Set(value, cookie) : null);

    private BrowserCookie? Verify(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[BrowserCookie.MaxChars];
        if (Base64Url.DecodeFromChars(value, bytes, out _, out var length) != OperationStatus.Done
            || length is < BrowserCookie.MinBytes or > BrowserCookie.MaxBytes || bytes[0] != Version || (length - BrowserCookie.MinBytes) % sizeof(uint) != 0)
            return null;
        bytes = bytes[..length];
        var signed = bytes[..^BrowserCookie.MacBytes];
        var given = bytes[^BrowserCookie.MacBytes..];
        Span<byte> mac = stackalloc byte[BrowserCookie.MacBytes];
        foreach (var key in keys.All)
        {
            Mac(key, signed, mac);
            if (CryptographicOperations.FixedTimeEquals(mac, given))
                return new BrowserCookie(pseudonyms.Session(key, signed.Slice(1, BrowserCookie.RandomBytes)), signed, value, isNew: false);
        }

        return null;
    }

    private KeySet KeyOf(BrowserCookie cookie) =>
        keys.All.FirstOrDefault(k => pseudonyms.Session(k, cookie.Random) == cookie.Key) ?? keys.Current;

    private static void Mac(KeySet key, ReadOnlySpan<byte> signed, Span<byte> mac)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.CookieMac, signed, hash);
        hash[..BrowserCookie.MacBytes].CopyTo(mac);
    }
}
