using System.Security.Cryptography;

namespace ServerSessions.Model.Erasing;

/// <summary>
/// A one-way hash of an id that was erased. It recognizes the id in what is still on its way, and does not contain it: pseudonyms have 128 random bits, so none can be
/// found by trying.
/// </summary>
internal static class ErasureMark
{
    public static Pseudonym Of(Pseudonym id)
    {
        Span<byte> bytes = stackalloc byte[7 + Pseudonym.Size];
        "erased\n"u8.CopyTo(bytes);
        id.Write(bytes[7..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Pseudonym.Read(hash);
    }
}
