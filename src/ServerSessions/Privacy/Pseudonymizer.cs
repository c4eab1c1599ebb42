using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ServerSessions.Privacy;

/// <summary>Makes keyed pseudonyms of everything that names a person, so that nothing raw leaves the request.</summary>
internal sealed class Pseudonymizer(KeyRing keys)
{
    private const int UserPlaces = 4096;
    private const int LongestRemembered = 256;
    private const int NetworkPlaces = 4096;

    private readonly BoundedCache<Boxed<Pseudonym>> _users = new(UserPlaces);
    private readonly BoundedCache<Boxed<Pseudonym>> _sessions = new(UserPlaces);
    private readonly NetworkHash?[] _networks = new NetworkHash?[NetworkPlaces];

    public Pseudonym Session(KeySet set, ReadOnlySpan<byte> random) => Hash(set.Session, random);

    public Pseudonym AuthSession(string id) => id.Length > LongestRemembered
        ? Hash(keys.Current.AuthSession, id)
        : (_sessions.Find(id) ?? _sessions.Set(id, new Boxed<Pseudonym>(Hash(keys.Current.AuthSession, id)))).Value;

    public Pseudonym User(string id) =>
        (_users.Find(id) ?? _users.Set(id, new Boxed<Pseudonym>(Hash(keys.Current.User, id)))).Value;

    /// <summary>The pseudonyms that a user may be stored under: one for each key that is still read.</summary>
    public IEnumerable<Pseudonym> UserUnderEveryKey(string id) => keys.All.Select(k => Hash(k.User, id));

    /// <summary>Accounts are compared without regard to case and surrounding space, as people type them.</summary>
    public Pseudonym Account(string account) => Hash(keys.Current.Account, account.Trim().ToLowerInvariant());

    public ulong Agent(string userAgent) => Hash(keys.Current.Agent, userAgent).High;

    public ulong Values(ReadOnlySpan<byte> value) => keys.Current.Values.Hash(value);

    /// <summary>Hash of the network prefix: IPv4 /24, IPv6 /48; 0 for no address.</summary>
    public ulong Network(IPAddress? address)
    {
        if (!TryCut(address, out var prefix))
            return 0;
        var place = (int)((prefix * 0x9E37_79B9_7F4A_7C15) >> 52);
        if (Volatile.Read(ref _networks[place]) is { } known && known.Prefix == prefix)
            return known.Hash;

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, prefix);
        var hash = Hash(keys.Current.Network, bytes).High;
        Volatile.Write(ref _networks[place], new NetworkHash(prefix, hash));
        return hash;
    }

    /// <summary>The key of a visitor who may not be given a cookie.</summary>
    public Pseudonym Daily(ReadOnlySpan<byte> salt, string application, string? userAgent, IPAddress? address)
    {
        TryCut(address, out var prefix);
        return Hash(salt, $"{application}\n{userAgent}\n{prefix:x16}");
    }

    private static bool TryCut(IPAddress? address, out ulong prefix)
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
            ? (4UL << 56) | ((ulong)BinaryPrimitives.ReadUInt32BigEndian(bytes) >> 8)
            : (6UL << 56) | (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        return true;
    }

    private static Pseudonym Hash(ReadOnlySpan<byte> key, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Span<byte> bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(text, bytes);
        return Hash(key, bytes);
    }

    private static Pseudonym Hash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, data, hash);
        return Pseudonym.Read(hash);
    }

    private sealed record Boxed<T>(T Value);

    private sealed record NetworkHash(ulong Prefix, ulong Hash);
}
