using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ServerSessions.Privacy;

namespace ServerSessions.Beacon;

/// <summary>
/// Lets one administrator see the clicks of one step on its page for ten minutes: the end, the step, and a MAC over both, the browser and the user. It is worth nothing in
/// another browser or for another user.
/// </summary>
internal sealed class OverlayToken(KeyRing keys, TimeProvider time)
{
    /// <summary>Maximum number of characters of a token.</summary>
    public const int MaxLength = 1_024;

    /// <summary>Time for which a token is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int EndBytes = 8;
    private const int MacBytes = 16;
    private const int HeadBytes = EndBytes + MacBytes;

    /// <param name="browser">Key of the browser's cookie.</param>
    /// <param name="user">Pseudonym of the signed-in user; none where no user is signed in.</param>
    /// <param name="step">The step.</param>
    public string Create(Pseudonym browser, Pseudonym user, string step)
    {
        var name = Encoding.UTF8.GetBytes(step);
        var token = new byte[HeadBytes + name.Length];
        BinaryPrimitives.WriteInt64BigEndian(token, (time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds());
        name.CopyTo(token, HeadBytes);
        Sign(keys.Current, browser, user, token, token.AsSpan(EndBytes, MacBytes));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The step of a token; null when it is not valid for this browser and user now.</summary>
    public string? StepOf(string text, Pseudonym browser, Pseudonym user)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text) is not { Length: > HeadBytes } token
            || BinaryPrimitives.ReadInt64BigEndian(token) <= time.GetUtcNow().ToUnixTimeMilliseconds())
            return null;
        Span<byte> mac = stackalloc byte[MacBytes];
        foreach (var key in keys.All)
        {
            Sign(key, browser, user, token, mac);
            if (CryptographicOperations.FixedTimeEquals(mac, token.AsSpan(EndBytes, MacBytes)))
                return Encoding.UTF8.GetString(token.AsSpan(HeadBytes));
        }

        return null;
    }

    private static void Sign(KeySet key, Pseudonym browser, Pseudonym user, ReadOnlySpan<byte> token, Span<byte> mac)
    {
        var signed = new byte[(2 * Pseudonym.Size) + EndBytes + token.Length - HeadBytes];
        browser.Write(signed);
        user.Write(signed.AsSpan(Pseudonym.Size));
        token[..EndBytes].CopyTo(signed.AsSpan(2 * Pseudonym.Size));
        token[HeadBytes..].CopyTo(signed.AsSpan((2 * Pseudonym.Size) + EndBytes));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Overlay, signed, hash);
        hash[..MacBytes].CopyTo(mac);
    }
}
