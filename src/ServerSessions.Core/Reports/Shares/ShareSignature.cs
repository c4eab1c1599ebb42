using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerSessions.Privacy;

namespace ServerSessions.Reports.Shares;

/// <summary>
/// The text that opens a shared link: its id and a MAC over everything that it shows, under the configured keys. The storage has no MAC, so what is stored opens no link,
/// and a link whose stored view or end was changed is no link any more. It ends when its key is taken out of the list.
/// </summary>
internal sealed class ShareSignature(KeyRing keys)
{
    private const int IdBytes = 12;
    private const int IdLength = 16;
    private const int MacLength = 43;

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>Returns the id that a text names; null when it is no such text.</summary>
    public static string? IdOf(string text) => text.Length == IdLength + MacLength && Base64Url.IsValid(text) ? text[..IdLength] : null;

    public string Sign(string id, StoredShare share) => id + Base64Url.EncodeToString(Mac(keys.Current, id, share));

    public bool Verify(string text, string id, StoredShare share)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        if (!Base64Url.TryDecodeFromChars(text.AsSpan(IdLength), given, out var written) || written != given.Length)
            return false;
        foreach (var key in keys.All)
            if (CryptographicOperations.FixedTimeEquals(given, Mac(key, id, share)))
                return true;
        return false;
    }

    private static byte[] Mac(KeySet key, string id, StoredShare share) => HMACSHA256.HashData(
        key.Share, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}\n{share.Until.ToUnixTimeMilliseconds()}\n{share.View}\n{share.Query}")));
}
