using System.Globalization;
using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Clf;

/// <summary>
/// The lines of a file that have two addresses: those of a client and of a proxy, of the site itself (a virtual host that is an address), or of an upstream
/// server. One line does not show which one is the client's, so all lines of the file decide at its end.
/// </summary>
/// <param name="mayBeHost">The first of two addresses may be the site's own.</param>
internal sealed class AddressPairs(bool mayBeHost)
{
    private readonly List<AddressPair> _pairs = [];
    private readonly AddressColumn _first = new();
    private readonly AddressColumn _second = new();
    private readonly AddressColumn _proxies = new();
    private readonly AddressColumn _behind = new();
    private long _names;
    private long _dashes;
    private long _front;
    private bool _hasSingle;
    private bool _hasDashBehind;

    /// <summary>A line with one address and an identity: a first place that is the site's own would have a second address on each line.</summary>
    public void NoteSingle() => _hasSingle = true;

    /// <summary>A line has a word in front of its address: a host name, or the dash of a list that the request did not have.</summary>
    public void NoteWordBefore(ReadOnlySpan<byte> word)
    {
        if (word is [(byte)'-'] || word.SequenceEqual("unknown"u8))
            _dashes++;
        else
            _names++;
    }

    /// <summary>A line of a proxy has a dash where others have a list of forwarded addresses.</summary>
    public void NoteDashBehind() => _hasDashBehind = true;

    /// <summary>Two addresses stand in front of the time.</summary>
    public void AddInFront(ReadOnlySpan<byte> first, ClientAddress one, ReadOnlySpan<byte> second, ClientAddress other)
    {
        _first.Add(first, one);
        _second.Add(second, other);
        _front++;
        _pairs.Add(new AddressPair(one.Id, other.Id, one.IsOwn, other.IsOwn, IsBehind: false));
    }

    /// <summary>An address of the site's own networks in front, and one behind the request.</summary>
    public void AddBehind(ReadOnlySpan<byte> first, ClientAddress one, ReadOnlySpan<byte> behind, ClientAddress other)
    {
        _proxies.Add(first, one);
        _behind.Add(behind, other);
        _pairs.Add(new AddressPair(one.Id, other.Id, one.IsOwn, other.IsOwn, IsBehind: true));
    }

    /// <summary>The client of each of the lines, in the order in which they were added.</summary>
    /// <param name="notes">What was decided by the values alone, for the person who reads the figures.</param>
    public IEnumerable<int> Clients(ICollection<string> notes)
    {
        if (_pairs.Count == 0)
            return [];
        var front = Front(notes);
        var isForwarded = IsForwarded(notes);
        return _pairs.Select(pair => pair.IsBehind ? (isForwarded ? pair.Second : pair.First) : front(pair));
    }

    private Func<AddressPair, int> Front(ICollection<string> notes)
    {
        if (_front == 0)
            return static pair => pair.First;
        // A connection's own address is the client's, unless it is a proxy of the site's own, which passes the list on.
        static int HostFirst(AddressPair pair) => pair.IsFirstOwn ? pair.Second : pair.First;
        static int ListFirst(AddressPair pair) => pair.IsSecondOwn ? pair.First : pair.Second;
        var lists = _dashes + (_first.HasList ? 1 : 0);
        if (mayBeHost && (_names > lists || _first.HasOnePort))
        {
            Note(notes, _front, "two addresses in front; the first one is taken as the site's own, because other lines have a host name there or all have the same port", "combined");
            return static pair => pair.Second;
        }

        if (_second.HasList || _hasSingle)
            return HostFirst;
        if (lists > 0)
            return ListFirst;
        if (mayBeHost && _first.Distinct < _second.Distinct)
        {
            Note(notes, _front, Differ("two addresses in front; the second one is taken as the client's, because it has more different values", _second, _first), "combined");
            return static pair => pair.Second;
        }

        Note(notes, _front, "two addresses in front; the first one is taken as the client's where it is public", "vhost");
        return HostFirst;
    }

    private bool IsForwarded(ICollection<string> notes)
    {
        if (_behind.Distinct == 0)
            return false;
        var count = _pairs.Count - _front;
        if (_behind.HasOnePort)
        {
            Note(notes, count, "an address with a port behind the request; it is taken as a server's, because the port is always the same", null);
            return false;
        }

        if (_behind.HasList || _hasDashBehind)
            return true;
        var isForwarded = _behind.Distinct > _proxies.Distinct || (_behind.Distinct == _proxies.Distinct && _behind.IsPublic);
        Note(
            notes, count,
            isForwarded ? Differ("an address behind the request; it is taken as the client's, and the one in front as a proxy's", _behind, _proxies)
                : Differ("an address behind the request; it is taken as a host's, and the one in front as the client's", _behind, _proxies),
            null);
        return isForwarded;
    }

    private static string Differ(string text, AddressColumn one, AddressColumn other) => string.Create(CultureInfo.InvariantCulture, $"{text} ({one.Distinct:#,0} different, {other.Distinct:#,0} of the other)");

    private static void Note(ICollection<string> notes, long count, string text, string? format) => notes.Add(
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} lines have {text}.") + (format is null ? "" : $" If that is wrong, write --format {format}."));
}
