using System.Runtime.InteropServices;

namespace ServerSessions.Cli.Replay;

/// <summary>The session that the fold gave the newest line of each key.</summary>
internal sealed class SessionOpenings
{
    private readonly List<SessionId> _last = [];

    /// <summary>Whether a line opened the session that it belongs to.</summary>
    public bool Opens(int key, SessionId session)
    {
        while (_last.Count <= key)
            _last.Add(default);
        ref var last = ref CollectionsMarshal.AsSpan(_last)[key];
        var opens = last != session;
        last = session;
        return opens;
    }

    /// <summary>The key whose newest line belongs to a session; −1 when there is none. Findings are few, so it is looked for.</summary>
    public int KeyOf(SessionId session) => _last.IndexOf(session);
}
