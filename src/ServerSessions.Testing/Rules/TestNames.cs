using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerSessions.Testing;

/// <summary>Pseudonyms of what a test names: the same name gives the same one in every run.</summary>
internal static class TestNames
{
    public static Pseudonym Pseudonym(string kind, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}|{name}"), hash);
        return ServerSessions.Pseudonym.Read(hash);
    }

    public static ulong Hash(string kind, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}|{name}"), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
