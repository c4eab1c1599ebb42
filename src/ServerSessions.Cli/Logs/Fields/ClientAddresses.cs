using System.Text;

namespace ServerSessions.Cli.Logs.Fields;

/// <summary>The client of each line. An address must be an address: each text is judged once, and what is none never becomes one.</summary>
/// <param name="addresses">Where the addresses of the log are kept.</param>
/// <param name="mayBeName">A host name may stand in place of an address, as servers write that look up names.</param>
internal sealed class ClientAddresses(StringTable addresses, bool mayBeName = false)
{
    private const int MaxFieldLength = 512;

    private readonly StringTable _written = new();
    private readonly List<ClientAddress> _judged = [];

    /// <summary>The address in a text, or the client's of a list.</summary>
    public ClientAddress Of(ReadOnlySpan<byte> written)
    {
        var id = _written.Intern(written);
        if (id == _judged.Count)
            _judged.Add(First(written));
        return _judged[id];
    }

    /// <summary>
    /// The id of the client's address where a line may also have a list of forwarded addresses: that list counts when the address is of one of the
    /// site's own networks, where only a proxy of its own can be. A public address stays, because its sender can write the list.
    /// </summary>
    public int Client(ClientAddress address, ReadOnlySpan<byte> forwarded) =>
        forwarded.IsEmpty || !(address.IsNone || address.IsOwn) || Of(forwarded) is not { IsAddress: true } client ? address.Id : client.Id;

    /// <summary>Whether one field among many is an address; most are seen to be none without being kept.</summary>
    public bool IsAddressField(ReadOnlySpan<byte> field) =>
        field.Length is >= 2 and <= MaxFieldLength && (char.IsAsciiHexDigit((char)field[0]) || field[0] is (byte)':' or (byte)'[') && field.ContainsAny((byte)'.', (byte)':')
        && Of(field).IsAddress;

    private ClientAddress First(ReadOnlySpan<byte> written)
    {
        if (AddressText.Client(written) is { } address)
            return new ClientAddress(addresses.Intern(Encoding.ASCII.GetBytes(address.ToString())), AddressText.IsPrivate(address), IsName: false);
        // With a port it is a server's.
        return mayBeName && !written.IsEmpty && !written.ContainsAny(":, \""u8) && written is not [(byte)'-']
            ? new ClientAddress(addresses.Intern(written), IsOwn: false, IsName: true)
            : new ClientAddress(LogRecord.None, IsOwn: false, IsName: false);
    }
}
