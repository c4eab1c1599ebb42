using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Cookies;
using ServerSessions.Consents;
using ServerSessions.Privacy;

namespace ServerSessions.Capture.Consent;

/// <summary>
/// The cookie that carries a browser's decision: version, granted and refused purposes, day, hash of the text's version, 16 bytes of HMAC-SHA256. It identifies no
/// browser: all that decide the same on one day have the same value. The MAC keeps another host of the site from agreeing in a visitor's place.
/// </summary>
internal sealed class ConsentCookie(IOptions<SessionTrackingOptions> options, IHostEnvironment environment, KeyRing keys, TimeProvider time)
{
    /// <summary>Time after the decision for which browsers keep it; the longest that they allow, because a refusal does not end.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    private const string Suffix = "-consent";
    private const byte Version = 1;
    private const int Signed = 8;
    private const int MacBytes = 16;
    private const int Chars = (Signed + MacBytes) / 3 * 4;
    private const int CachedValues = 1_024;

    private readonly SessionCookie _cookie = SessionCookie.Beside(options, environment, Suffix, Lifetime);
    private readonly BoundedCache<VerifiedConsent> _verified = new(CachedValues);

    /// <summary>Name of the cookie as browsers see it over https.</summary>
    public string Name => _cookie.Name;

    /// <summary>Whether the browser will keep the cookie that this request's answer carries.</summary>
    public bool CanBeSet(HttpContext context) => _cookie.CanBeSet(context);

    /// <summary>Reads the decision of the request's browser; none without a cookie of ours.</summary>
    public ConsentDecision Read(HttpContext context) => Find(context)?.Decision ?? default;

    /// <summary>Whether the decision of the request's browser is signed under another key than the current one: it is lost when that key is no longer listed.</summary>
    public bool IsOfOtherKey(HttpContext context) => keys.All.Count > 1 && Find(context) is { } consent && !ReferenceEquals(consent.Key, keys.Current);

    /// <summary>Whether this request's answer carries the cookie already.</summary>
    public bool IsSent(HttpContext context)
    {
        foreach (var sent in context.Response.Headers.SetCookie)
            if (sent is not null && (sent.StartsWith(_cookie.Name + "=", StringComparison.Ordinal) || (_cookie.OtherNameOf(context.Request) is { } other && sent.StartsWith(other + "=", StringComparison.Ordinal))))
                return true;
        return false;
    }

    private VerifiedConsent? Find(HttpContext context)
    {
        var header = context.Request.Headers.Cookie;
        if (header.Count == 0)
            return null;
        var value = CookieHeader.Find(header, _cookie.Name);
        if (value.IsEmpty && _cookie.OtherNameOf(context.Request) is { } other)
            value = CookieHeader.Find(header, other);
        if (value.Length != Chars)
            return null;
        return _verified.Find(value) ?? (Verify(value) is { } consent ? _verified.Set(value, consent) : null);
    }

    /// <summary>Has the browser keep a decision, under the current key, until <see cref="Lifetime"/> after the day of the decision; nothing when that is over.</summary>
    public void Write(HttpContext context, ConsentDecision decision)
    {
        var left = Lifetime - TimeSpan.FromDays(ConsentTexts.DayOf(time.GetUtcNow()) - decision.Day);
        if (left <= TimeSpan.Zero)
            return;
        Span<byte> bytes = stackalloc byte[Signed + MacBytes];
        bytes[0] = Version;
        bytes[1] = (byte)((byte)decision.Granted | ((byte)decision.Refused << 4));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)decision.Day);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], decision.Text);
        Mac(keys.Current, bytes[..Signed], bytes[Signed..]);
        _cookie.Append(context, Base64Url.EncodeToString(bytes), left);
    }

    private VerifiedConsent? Verify(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[Signed + MacBytes];
        if (Base64Url.DecodeFromChars(value, bytes, out _, out var length) != OperationStatus.Done || length != bytes.Length || bytes[0] != Version)
            return null;
        var (granted, refused) = ((TrackingPurposes)(bytes[1] & 15), (TrackingPurposes)(bytes[1] >> 4));
        if ((granted & refused) != TrackingPurposes.None || ((granted | refused) & ~ConsentDecision.Decidable) != TrackingPurposes.None)
            return null;
        Span<byte> mac = stackalloc byte[MacBytes];
        foreach (var key in keys.All)
        {
            Mac(key, bytes[..Signed], mac);
            if (CryptographicOperations.FixedTimeEquals(mac, bytes[Signed..]))
                return new VerifiedConsent(value.ToString(), key, new(granted, refused, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..])));
        }

        return null;
    }

    // The label keeps the MAC apart from that of the session's cookie, which is made under the same key.
    private static void Mac(KeySet key, ReadOnlySpan<byte> signed, Span<byte> mac)
    {
        Span<byte> labelled = stackalloc byte[Signed + 8];
        "consent:"u8.CopyTo(labelled);
        signed.CopyTo(labelled[8..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.CookieMac, labelled, hash);
        hash[..MacBytes].CopyTo(mac);
    }
}
