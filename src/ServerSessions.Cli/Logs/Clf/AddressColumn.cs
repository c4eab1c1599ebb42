using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Clf;

/// <summary>What the values of one place of a file's lines have in common.</summary>
internal sealed class AddressColumn
{
    private const int MaxDistinct = 4096;

    private readonly HashSet<int> _distinct = [];
    private int _port = -1;
    private bool _mayHaveOnePort = true;

    /// <summary>Number of different addresses; what comes beyond 4,096 is not counted.</summary>
    public int Distinct => _distinct.Count;

    /// <summary>Only a list of forwarded addresses holds several.</summary>
    public bool HasList { get; private set; }

    /// <summary>Every value is a public address.</summary>
    public bool IsPublic { get; private set; } = true;

    /// <summary>Every value has the same port: the port of a server, because those of clients differ.</summary>
    public bool HasOnePort => _mayHaveOnePort && _port >= 0;

    public void Add(ReadOnlySpan<byte> written, ClientAddress address)
    {
        if (_distinct.Count < MaxDistinct)
            _distinct.Add(address.Id);
        HasList |= written.Contains((byte)',');
        IsPublic &= !address.IsOwn;
        var port = AddressText.Port(written);
        if (port < 0 || (_port >= 0 && _port != port))
            _mayHaveOnePort = false;
        _port = port;
    }
}
