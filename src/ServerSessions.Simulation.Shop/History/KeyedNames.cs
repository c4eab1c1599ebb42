using System.Buffers.Binary;
using System.Net;
using System.Text;
using ServerSessions.Privacy;
using ServerSessions.Simulation.Shop.Capture;

namespace ServerSessions.Simulation.Shop.History;

/// <summary>The pseudonyms that the application itself would make: a person of the history is the same one tomorrow.</summary>
internal sealed class KeyedNames(Pseudonymizer pseudonyms) : IShopNames
{
    public Pseudonym Visitor(int number) => Numbered("history visitor", number);

    public Pseudonym Ticket(int number) => Numbered("history sign-in", number);

    public Pseudonym Account(string email) => pseudonyms.Account(email);

    public Pseudonym User(string email) => pseudonyms.User(email);

    public ulong Network(string address) => pseudonyms.Network(IPAddress.Parse(address));

    public ulong Agent(string userAgent) => pseudonyms.Agent(userAgent);

    public ulong Value(string text) => pseudonyms.Values(Encoding.UTF8.GetBytes(text));

    // Two hashes beside each other: what only numbers of the history have in common must not meet in one partition.
    private Pseudonym Numbered(string kind, int number)
    {
        var bytes = Encoding.UTF8.GetBytes($"{kind} {number}");
        var high = pseudonyms.Values(bytes);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        return new Pseudonym(high, pseudonyms.Values(bytes));
    }
}
