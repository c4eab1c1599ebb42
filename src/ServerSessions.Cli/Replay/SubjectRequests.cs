using System.Runtime.InteropServices;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>How many requests each source, address and session has sent so far.</summary>
internal sealed class SubjectRequests
{
    private readonly List<long> _addresses = [];
    private readonly List<long> _sessions = [];
    private readonly Dictionary<int, (long Requests, int Address)> _users = [];
    private readonly Dictionary<ulong, long> _sources = [];
    private readonly Dictionary<int, (long Requests, int Address)> _accounts = [];
    private readonly Dictionary<int, Dictionary<int, (long First, long Last)>> _uses = [];
    private LogRecord _newest;

    /// <summary>Counts a line before it is folded.</summary>
    public void Add(in LogRecord record)
    {
        _newest = record;
        if (record.Address != LogRecord.None)
            At(_addresses, record.Address)++;
        CollectionsMarshal.GetValueRefOrAddDefault(_sources, Source(record.Address, record.Agent), out _)++;
        if (record.User != LogRecord.None)
            _users[record.User] = (_users.GetValueOrDefault(record.User).Requests + 1, record.Address);
        if (record.User != LogRecord.None)
            NoteAddress(record.User, record);
        if (LogEvents.AccountOf(record) is >= 0 and var account)
        {
            _accounts[account] = (_accounts.GetValueOrDefault(account).Requests + 1, record.Address);
            if (account != record.User)
                NoteAddress(account, record);
        }
    }

    /// <summary>Counts it for its session after it is folded.</summary>
    public void Folded(in LogRecord record, bool opensSession)
    {
        ref var requests = ref At(_sessions, record.Key);
        requests = opensSession ? 1 : requests + 1;
    }

    public long OfAddress(int address, long until) => At(_addresses, address) - Unseen(_newest.Address == address, until);

    /// <summary>Requests of a user, and the address of the newest.</summary>
    public (long Requests, int Address)? OfUser(int user) => _users.TryGetValue(user, out var seen) ? seen : null;

    public long OfSource(int address, int agent, long until) =>
        _sources.GetValueOrDefault(Source(address, agent)) - Unseen(_newest.Address == address && _newest.Agent == agent, until);

    /// <summary>Requests that name an account, and the address of the newest.</summary>
    public (long Requests, int Address)? OfAccount(int account) => _accounts.TryGetValue(account, out var seen) ? seen : null;

    /// <summary>The addresses that used an account within a time, by their first use.</summary>
    public IReadOnlyList<int> AddressesOf(int account, long from, long until) => !_uses.TryGetValue(account, out var uses) ? [] :
        [.. uses.Where(use => use.Value.Last >= from && use.Value.First <= until).OrderBy(use => use.Value.First).ThenBy(use => use.Key).Select(use => use.Key)];

    /// <summary>A rule about a session waits, so the newest line has not been counted for it.</summary>
    public long OfSession(int key) => At(_sessions, key);

    private void NoteAddress(int account, in LogRecord record)
    {
        if (record.Address == LogRecord.None)
            return;
        if (!_uses.TryGetValue(account, out var uses))
            _uses.Add(account, uses = []);
        ref var use = ref CollectionsMarshal.GetValueRefOrAddDefault(uses, record.Address, out var isKnown);
        use = (isKnown ? use.First : record.Time, record.Time);
    }

    // A rule that woke before the newest line did not see it.
    private int Unseen(bool isMine, long until) => isMine && until < _newest.Time ? 1 : 0;

    private static ulong Source(int address, int agent) => ((ulong)address << 32) | (uint)agent;

    private static ref long At(List<long> counts, int index)
    {
        while (counts.Count <= index)
            counts.Add(0);
        return ref CollectionsMarshal.AsSpan(counts)[index];
    }
}
