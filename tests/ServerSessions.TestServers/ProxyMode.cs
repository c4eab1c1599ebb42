namespace ServerSessions.TestServers;

/// <summary>What a <see cref="FaultProxy"/> does to the bytes that reach it.</summary>
public enum ProxyMode
{
    /// <summary>They pass.</summary>
    Forward,

    /// <summary>Requests pass, answers are dropped: the server has executed what the client sees fail.</summary>
    SwallowReplies,

    /// <summary>Requests pass; the first answer ends its connection with a reset, half of its bytes delivered.</summary>
    CutReplies,

    /// <summary>Nothing passes in either direction; connections stay open.</summary>
    Blackhole,

    /// <summary>New connections are reset at once; open ones go on.</summary>
    Refuse,
}
