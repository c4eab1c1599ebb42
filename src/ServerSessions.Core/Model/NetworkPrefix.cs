using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ServerSessions.Model;

/// <summary>An address cut to its network (IPv4 /24, IPv6 /48) as a number; the family is part of it. In order of the addresses.</summary>
internal static class NetworkPrefix
{
    public const int V4Bits = 24;
    public const int V6Bits = 48;
    private const ulong V4 = 4UL << 56;
    private const ulong V6 = 6UL << 56;

    public static bool TryCut(IPAddress? address, out ulong prefix)
    {
        prefix = 0;
        if (address is null)
            return false;
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var length))
            return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6)
        {
            bytes[12..16].CopyTo(bytes);
            length = 4;
        }

        // The family is part of the prefix: 10.0.0.0/24 and a00::/48 are not the same network.
        prefix = length == 4
            ? V4 | ((ulong)BinaryPrimitives.ReadUInt32BigEndian(bytes) >> 8)
            : V6 | (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        return true;
    }
}
