using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerSessions.Consents;

/// <summary>How days and versions of texts are written in decisions.</summary>
internal static class ConsentTexts
{
    public const int MaxVersion = 32;
    public const int MaxHow = 32;

    /// <summary>Days since 1970 (UTC).</summary>
    public static int DayOf(DateTimeOffset at) => (int)(at.ToUnixTimeSeconds() / 86_400);

    /// <summary>Compares versions within four bytes, so that a decision stays small.</summary>
    public static uint HashOf(string version) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(version)));
}
