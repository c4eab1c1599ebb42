using System.Text;

namespace ServerSessions.Cli.Logs.Fields;

/// <summary>The client of each line. An address must be an address: what is none is judged once, and never becomes one.</summary>
/// <param name="addresses">Where the addresses of the log are kept.</param>
/// <param name="mayBeName">A host name may stand in place of an address, as servers write that look up names.</param>
internal sealed class ClientAddresses(StringTable addresses, bool mayBeName = false)
{
    private const int LongestField = 512;

    private readonly StringTable _written = new();
    private readonly List<Judged> _judged = [];

    /// <summary>The id of the client's address, or <see cref="LogRecord.None"/> when the text holds none.</summary>
    public int Of(ReadOnlySpan<byte> written) => Judge(written).Address;

    /// <summary>
    /// The id of the client's address where a line also has a list of forwarded addresses: that list counts when the address is one of the site's
    /// own networks, where only a proxy of its own can be. A public address stays, because its sender can write the list.
    /// </summary>
    public int Of(ReadOnlySpan<byte> written, ReadOnlySpan<byte> forwarded)
    {
        var (address, isOwn) = Judge(written);
        return forwarded.IsEmpty || (address != LogRecord.None && !isOwn) || Judge(forwarded) is not { Address: >= 0 and var client } ? address : client;
    }

    /// <summary>Whether the address is one of the site's own networks.</summary>
    public bool IsOwn(ReadOnlySpan<byte> written) => Judge(written).IsOwn;

    public bool IsAddress(ReadOnlySpan<byte> written) => !written.IsEmpty && Judge(written) is { Address: not LogRecord.None, IsName: false };

    /// <summary>Whether one field among many is an address; most are seen to be none without being kept.</summary>
    public bool IsAddressField(ReadOnlySpan<byte> field) =>
        field.Length is >= 2 and <= LongestField && (char.IsAsciiHexDigit((char)field[0]) || field[0] is (byte)':' or (byte)'[') && field.ContainsAny((byte)'.', (byte)':') && IsAddress(field);

    private Judged Judge(ReadOnlySpan<byte> written)
    {
        var id = _written.Intern(written);
        if (id == _judged.Count)
            _judged.Add(First(written));
        return _judged[id];
    }

    private Judged First(ReadOnlySpan<byte> written)
    {
        if (AddressText.Client(written) is { } address)
            return new Judged(addresses.Intern(Encoding.ASCII.GetBytes(address.ToString())), AddressText.IsPrivate(address));
        // With a port it is a server's.
        return mayBeName && !written.IsEmpty && !written.ContainsAny(":, \""u8) && written is not [(byte)'-']
            ? new Judged(addresses.Intern(written), IsOwn: false, IsName: true)
            : new Judged(LogRecord.None, IsOwn: false);
    }

    private readonly record struct Judged(int Address, bool IsOwn, bool IsName = false)
    {
        public void Deconstruct(out int address, out bool isOwn) => (address, isOwn) = (Address, IsOwn);
    }
}
