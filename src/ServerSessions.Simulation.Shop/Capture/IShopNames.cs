namespace ServerSessions.Simulation.Shop.Capture;

/// <summary>The pseudonyms of the model shop's events.</summary>
internal interface IShopNames
{
    /// <summary>The session key of a browser's cookie.</summary>
    Pseudonym Visitor(int number);

    /// <summary>The authenticated session of a sign-in.</summary>
    Pseudonym Ticket(int number);

    Pseudonym Account(string email);

    Pseudonym User(string email);

    /// <summary>The network of an address: IPv4 /24, IPv6 /48.</summary>
    ulong Network(string address);

    ulong Agent(string userAgent);

    /// <summary>Any other text that is only compared: a path, a query.</summary>
    ulong Value(string text);
}
