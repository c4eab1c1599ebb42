using System.Runtime.InteropServices;

namespace ServerSessions.Cli.Logs;

/// <summary>Dense numbers for what a session is keyed by: the line's own session, else address and user agent, or the address alone.</summary>
internal sealed class LogKeys(bool byAgent)
{
    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly List<int> _sessions = [];
    private readonly List<(int Address, int Agent)> _clients = [];

    public int Count => _sessions.Count;

    /// <param name="address">Id of the address.</param>
    /// <param name="agent">Id of the user agent.</param>
    /// <param name="session">Id of the session that the line names, or <see cref="LogRecord.None"/>.</param>
    public int Of(int address, int agent, int session)
    {
        // The upper half is 0 for a named session and the address + 1 otherwise, so the two never meet.
        var identity = session != LogRecord.None ? (uint)session : ((ulong)(address + 1) << 32) | (byAgent ? (uint)agent : 0);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, identity, out var known);
        if (!known)
        {
            number = _sessions.Count;
            _sessions.Add(session);
            _clients.Add((address, agent));
        }

        return number;
    }

    /// <summary>Address and user agent of the key's first line.</summary>
    public (int Address, int Agent) ClientOf(int key) => _clients[key];

    /// <summary>Id of the named session behind a key, or <see cref="LogRecord.None"/>.</summary>
    public int SessionOf(int key) => _sessions[key];
}
