using System.Buffers.Binary;
using System.Net;
using System.Text;
using ServerSessions.Privacy;
using ServerSessions.Simulation.Shop.Capture;

namespace ServerSessions.Simulation.Shop.History;

/// <summary>
/// The pseudonyms that the application itself would make: a person of the history is the same one tomorrow. For one thread; each is made once,
/// because a keyed hash for each field of each request took half of the history's time.
/// </summary>
internal sealed class KeyedNames(Pseudonymizer pseudonyms) : IShopNames
{
    private readonly Dictionary<int, Pseudonym> _visitors = [];
    private readonly Dictionary<int, Pseudonym> _tickets = [];
    private readonly Dictionary<string, Pseudonym> _accounts = [];
    private readonly Dictionary<string, Pseudonym> _users = [];
    private readonly Dictionary<string, ulong> _networks = [];
    private readonly Dictionary<string, ulong> _agents = [];
    private readonly Dictionary<string, ulong> _values = [];

    public Pseudonym Visitor(int number) => Once(_visitors, number, n => Numbered("history visitor", n));

    public Pseudonym Ticket(int number) => Once(_tickets, number, n => Numbered("history sign-in", n));

    public Pseudonym Account(string email) => Once(_accounts, email, pseudonyms.Account);

    public Pseudonym User(string email) => Once(_users, email, pseudonyms.User);

    public ulong Network(string address) => Once(_networks, address, text => pseudonyms.Network(IPAddress.Parse(text)));

    public ulong Agent(string userAgent) => Once(_agents, userAgent, pseudonyms.Agent);

    public ulong Value(string text) => Once(_values, text, value => pseudonyms.Values(Encoding.UTF8.GetBytes(value)));

    private static TValue Once<TKey, TValue>(Dictionary<TKey, TValue> known, TKey key, Func<TKey, TValue> make)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out var value))
            known[key] = value = make(key);
        return value;
    }

    // Two hashes beside each other: what only numbers of the history have in common must not meet in one partition.
    private Pseudonym Numbered(string kind, int number)
    {
        var bytes = Encoding.UTF8.GetBytes($"{kind} {number}");
        var high = pseudonyms.Values(bytes);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        return new Pseudonym(high, pseudonyms.Values(bytes));
    }
}
