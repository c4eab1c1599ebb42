using System.Buffers.Binary;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;
using ServerSessions.Places;

namespace ServerSessions.Privacy;

/// <summary>
/// Replaces everything that identifies a person by a keyed pseudonym, so that no raw value leaves the request. The pseudonym of a ticket or a cookie is
/// made under the key whose id they carry; all others under <see cref="KeyRing.Identity"/>, and look-ups use every key that is read.
/// </summary>
internal sealed class Pseudonymizer(KeyRing keys, PlaceFinder? places = null, LocalIssuers? local = null)
{
    private const int UserPlaces = 4096;
    private const int MaxRemembered = 256;
    private const int NetworkPlaces = 4096;
    private const char TicketKey = '.';

    private readonly HashSet<string> _local = [ClaimsIdentity.DefaultIssuer, .. local?.Names ?? []];
    private readonly BoundedCache<CachedName> _users = new(UserPlaces);
    private readonly BoundedCache<CachedName> _sessions = new(UserPlaces);
    private readonly BoundedCache<CachedName> _tickets = new(UserPlaces);
    private readonly KnownNetwork?[] _networks = new KnownNetwork?[NetworkPlaces];

    public Pseudonym Session(KeySet set, ReadOnlySpan<byte> random) => Hash(set.Session, random);

    /// <summary>Returns a new random id for a ticket, with the id of its key.</summary>
    public string NewTicket() => $"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))}{TicketKey}{keys.Current.Id}";

    /// <summary>Returns the authenticated session of a ticket, under the ticket's own key, whatever rotations followed.</summary>
    public Pseudonym Ticket(string name)
    {
        if (name.Length <= MaxRemembered && _tickets.Find(name) is { } known)
            return known.Name.Pseudonym;
        var key = name.IndexOf(TicketKey, StringComparison.Ordinal) is >= 0 and var at ? keys.Find(name.AsSpan(at + 1)) : null;
        // A key that is no longer read cannot be used, so this becomes another session.
        var pseudonym = Hash((key ?? keys.Current).Ticket, name);
        return name.Length > MaxRemembered ? pseudonym : _tickets.Set(name, new CachedName(name, new KeyedName(pseudonym))).Name.Pseudonym;
    }

    /// <summary>Returns the authenticated session of a text without a key id: a token's <c>sid</c>, or a client of tokens.</summary>
    public KeyedName AuthSession(string text) => Name(_sessions, text, static k => k.Session);

    /// <summary>Returns the authenticated session of a <c>sid</c> with its issuer.</summary>
    public KeyedName AuthSession(UserName session) =>
        session.Write(stackalloc char[MaxRemembered]) is { IsEmpty: false } text ? Name(_sessions, text, static k => k.Session) : AuthSession(session.Text);

    /// <summary>Returns the client of a token without a session id: the user on this user agent.</summary>
    public KeyedName TokenClient(UserName user, string userAgent)
    {
        Span<char> text = stackalloc char[MaxRemembered];
        var name = Local(user).Write(text[..^1]);
        if (name.IsEmpty || name.Length + 1 + userAgent.Length > text.Length)
            return AuthSession($"{Local(user).Text}\n{userAgent}");
        name.CopyTo(text); // For an id of the application itself, Write returns the id and not the buffer
        text[name.Length] = '\n';
        userAgent.CopyTo(text[(name.Length + 1)..]);
        return Name(_sessions, text[..(name.Length + 1 + userAgent.Length)], static k => k.Session);
    }

    /// <summary>Returns the pseudonym of the session that a trusted caller names: the same on every node with this key.</summary>
    public Pseudonym CallerSession(ReadOnlySpan<char> id) => Hash(keys.Identity.Caller, id.ToString());

    /// <summary>Returns the pseudonym of a user by the application's own id.</summary>
    public Pseudonym User(string id) => User(new UserName(id, null)).Pseudonym;

    public KeyedName User(UserName user)
    {
        var local = Local(user);
        return local.Write(stackalloc char[MaxRemembered]) is { IsEmpty: false } text ? Name(_users, text, static k => k.User) : Name(_users, local.Text, static k => k.User);
    }

    /// <summary>Returns the user without an issuer if the issuer is the application itself, or one of <see cref="SessionProcessingOptions.LocalIssuers"/>.</summary>
    public UserName Local(UserName user) => user.Issuer is { } issuer && _local.Contains(issuer) ? user with { Issuer = null } : user;

    /// <summary>An object that changes when the identity keys change.</summary>
    public object Names => keys.Identities;

    /// <summary>Returns the pseudonyms that a user may be stored under: one for each identity key.</summary>
    public IEnumerable<Pseudonym> UserUnderEveryKey(string id, string? issuer = null)
    {
        var text = Local(new UserName(id, issuer)).Text;
        return keys.Identities.All.Select(k => Hash(k.User, text));
    }

    public Pseudonym Account(string account) => AccountName(account).Pseudonym;

    /// <summary>Returns the pseudonym of an account, in whatever spelling (see <see cref="AccountText"/>).</summary>
    public KeyedName AccountName(string account)
    {
        var text = AccountText.Of(account);
        return keys.Identities.Name(k => Hash(k.Account, text));
    }

    public ulong Agent(IdentityKey key, string userAgent) => Hash(key.Agent, userAgent).High;

    public ulong Agent(string userAgent) => Agent(keys.Identity, userAgent);

    /// <summary>The key of hashes that are compared within one key alone.</summary>
    public IdentityKey Identity => keys.Identity;

    public ulong Values(ReadOnlySpan<byte> value) => keys.Identity.Values.Hash(value);

    /// <summary>Returns the hash of the network prefix: IPv4 /24, IPv6 /48; 0 for no address.</summary>
    public ulong Network(IPAddress? address) => Network(address, headers: null).Hash;

    /// <summary>Returns the hash with the network's place, which is looked up by the whole address and cached with the network.</summary>
    public (ulong Hash, PlaceCode Place) Network(IPAddress? address, IDictionary<string, StringValues>? headers)
    {
        if (!NetworkPrefix.TryCut(address, out var prefix))
            return default;
        var place = (int)((prefix * 0x9E37_79B9_7F4A_7C15) >> 52);
        var known = Volatile.Read(ref _networks[place]);
        var key = keys.Identity;
        if (known is not null && known.Key != key)
            known = null;
        if (known?.Prefix == prefix && !known.MayGainPlace)
            return (known.Hash, known.Place);

        var hash = known?.Prefix == prefix ? known.Hash : NetworkHash(key, prefix);
        var isComplete = true;
        var where = places is null or { IsEmpty: true } || headers is null ? default : places.Find(address!, headers, out isComplete);
        // A request that bypassed the delivery network has no place in its headers; the next one may have it.
        // The same applies when a source was skipped.
        var mayGainPlace = !isComplete || (where.IsNone && places is { IsEmpty: false } && (headers is null || places.DependsOnRequest));
        Volatile.Write(ref _networks[place], new KnownNetwork(key, prefix, hash, where, mayGainPlace));
        return (hash, where);
    }

    /// <summary>Returns the key of the day of a visitor that may not be given a cookie.</summary>
    public Pseudonym Daily(ReadOnlySpan<byte> salt, string application, string? userAgent, IPAddress? address)
    {
        NetworkPrefix.TryCut(address, out var prefix);
        return Hash(salt, $"{application}\n{userAgent}\n{prefix:x16}");
    }

    private KeyedName Name(BoundedCache<CachedName> cache, ReadOnlySpan<char> text, Func<IdentityKey, byte[]> purpose)
    {
        var identities = keys.Identities;
        if (text.Length <= MaxRemembered && cache.Find(text) is { } known && known.IsUnder(identities))
            return known.Name;
        return Compute(cache, text.ToString(), purpose, identities);
    }

    // A method of its own: captured variables of a lambda are allocated at the start of the method, even on a cache hit.
    private static KeyedName Compute(BoundedCache<CachedName> cache, string text, Func<IdentityKey, byte[]> purpose, IdentityKeys identities)
    {
        var name = identities.Name(k => Hash(purpose(k), text));
        return text.Length > MaxRemembered ? name : cache.Set(text, new CachedName(text, name, identities)).Name;
    }

    private static ulong NetworkHash(IdentityKey key, ulong prefix)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, prefix);
        return Hash(key.Network, bytes).High;
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

    private sealed record KnownNetwork(IdentityKey Key, ulong Prefix, ulong Hash, PlaceCode Place, bool MayGainPlace);
}
