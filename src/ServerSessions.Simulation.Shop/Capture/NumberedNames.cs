using System.Net;

namespace ServerSessions.Simulation.Shop.Capture;

/// <summary>Numbers in the order of their first use: the same seed gives the same events.</summary>
internal sealed class NumberedNames : IShopNames
{
    private readonly Numbers _accounts = new();
    private readonly Numbers _networks = new();
    private readonly Numbers _agents = new();
    private readonly Numbers _values = new();

    public Pseudonym Visitor(int number) => new(1, (ulong)number);

    public Pseudonym Ticket(int number) => new(4, (ulong)number);

    public Pseudonym Account(string email) => new(2, _accounts.Of(email));

    public Pseudonym User(string email) => new(3, _accounts.Of(email));

    public ulong Network(string address)
    {
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        return _networks.Of(Convert.ToHexString(bytes, 0, bytes.Length == 4 ? 3 : 6));
    }

    public ulong Agent(string userAgent) => _agents.Of(userAgent);

    public ulong Value(string text) => _values.Of(text);
}
