using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using ServerSessions.Model;
using ServerSessions.Places;

namespace ServerSessions.Privacy;

/// <summary>Makes keyed pseudonyms of everything that names a person, so that nothing raw leaves the request.</summary>
internal sealed class Pseudonymizer(KeyRing keys, PlaceFinder? places = null)
{
    private const int UserPlaces = 4096;
    private const int LongestRemembered = 256;
    private const int NetworkPlaces = 4096;

    private readonly BoundedCache<KnownText> _users = new(UserPlaces);
    private readonly BoundedCache<KnownText> _sessions = new(UserPlaces);
    private readonly KnownNetwork?[] _networks = new KnownNetwork?[NetworkPlaces];

    public Pseudonym Session(KeySet set, ReadOnlySpan<byte> random) => Hash(set.Session, random);

    public Pseudonym AuthSession(string id) => id.Length > LongestRemembered
        ? Hash(keys.Current.AuthSession, id)
        : (_sessions.Find(id) ?? _sessions.Set(id, new KnownText(id, Hash(keys.Current.AuthSession, id)))).Pseudonym;

    public Pseudonym User(string id) =>
        (_users.Find(id) ?? _users.Set(id, new KnownText(id, Hash(keys.Current.User, id)))).Pseudonym;

    /// <summary>The pseudonyms that a user may be stored under: one for each key that is still read.</summary>
    public IEnumerable<Pseudonym> UserUnderEveryKey(string id) => keys.All.Select(k => Hash(k.User, id));

    /// <summary>Accounts are compared without regard to case and surrounding space, as people type them.</summary>
    public Pseudonym Account(string account) => Hash(keys.Current.Account, account.Trim().ToLowerInvariant());

    public ulong Agent(string userAgent) => Hash(keys.Current.Agent, userAgent).High;

    public ulong Values(ReadOnlySpan<byte> value) => keys.Current.Values.Hash(value);

    /// <summary>Hash of the network prefix: IPv4 /24, IPv6 /48; 0 for no address.</summary>
    public ulong Network(IPAddress? address) => Network(address, headers: null).Hash;

    /// <summary>The same with where the network is: looked up before the address is cut, once while the network is remembered.</summary>
    public (ulong Hash, PlaceCode Place) Network(IPAddress? address, IHeaderDictionary? headers)
    {
        if (!NetworkPrefix.TryCut(address, out var prefix))
            return default;
        var place = (int)((prefix * 0x9E37_79B9_7F4A_7C15) >> 52);
        var known = Volatile.Read(ref _networks[place]);
        if (known?.Prefix == prefix && !known.MayKnowMore)
            return (known.Hash, known.Place);

        var hash = known?.Prefix == prefix ? known.Hash : NetworkHash(prefix);
        var where = places is null or { IsEmpty: true } || headers is null ? default : places.Find(address!, headers);
        // A request that did not come through the delivery network, which would have told, says nothing about the next one.
        var mayKnowMore = where.IsNone && places is { IsEmpty: false } && (headers is null || places.DependsOnRequest);
        Volatile.Write(ref _networks[place], new KnownNetwork(prefix, hash, where, mayKnowMore));
        return (hash, where);
    }

    /// <summary>The key of a visitor who may not be given a cookie.</summary>
    public Pseudonym Daily(ReadOnlySpan<byte> salt, string application, string? userAgent, IPAddress? address)
    {
        NetworkPrefix.TryCut(address, out var prefix);
        return Hash(salt, $"{application}\n{userAgent}\n{prefix:x16}");
    }

    private ulong NetworkHash(ulong prefix)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, prefix);
        return Hash(keys.Current.Network, bytes).High;
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

    private sealed record KnownText(string Text, Pseudonym Pseudonym) : ICached
    {
        public bool IsOf(ReadOnlySpan<char> text) => text.SequenceEqual(Text);
    }

    private sealed record KnownNetwork(ulong Prefix, ulong Hash, PlaceCode Place, bool MayKnowMore);
}
