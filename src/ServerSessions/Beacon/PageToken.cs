using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using ServerSessions.Privacy;

namespace ServerSessions.Beacon;

/// <summary>
/// Names a page to its browser: the time of its request and a MAC over it and the session's key, so that a browser can report of pages of its own session alone.
/// It is worth nothing without the cookie.
/// </summary>
internal sealed class PageToken(KeyRing keys)
{
    private const int TimeBytes = 8;
    private const int MacBytes = 12;
    private const int TokenBytes = TimeBytes + MacBytes;

    /// <summary>Number of characters of a token.</summary>
    public const int Length = 27;

    /// <param name="session">Key of the session.</param>
    /// <param name="page">Start of the page's request, Unix microseconds.</param>
    public string Create(Pseudonym session, long page)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, page);
        Sign(keys.Current, session, token[..TimeBytes], token[TimeBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Reads a token; false when it is not one of this session.</summary>
    public bool TryRead(string text, Pseudonym session, out long page)
    {
        page = 0;
        Span<byte> token = stackalloc byte[TokenBytes];
        // What is no base64url would be an exception; what decodes to the same bytes in another spelling is not ours.
        if (text.Length != Length || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, token, out var written) || written != TokenBytes || Base64Url.EncodeToString(token) != text)
            return false;
        Span<byte> mac = stackalloc byte[MacBytes];
        foreach (var key in keys.All)
        {
            Sign(key, session, token[..TimeBytes], mac);
            if (!CryptographicOperations.FixedTimeEquals(mac, token[TimeBytes..]))
                continue;
            page = BinaryPrimitives.ReadInt64BigEndian(token);
            return true;
        }

        return false;
    }

    private static void Sign(KeySet key, Pseudonym session, ReadOnlySpan<byte> time, Span<byte> mac)
    {
        Span<byte> signed = stackalloc byte[Pseudonym.Size + TimeBytes];
        session.Write(signed);
        time.CopyTo(signed[Pseudonym.Size..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Page, signed, hash);
        hash[..MacBytes].CopyTo(mac);
    }
}
