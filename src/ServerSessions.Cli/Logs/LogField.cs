namespace ServerSessions.Cli.Logs;

/// <summary>What a line can say about a request, whatever its format calls it.</summary>
internal enum LogField
{
    None,
    Time,
    Address,

    /// <summary>The list of <c>X-Forwarded-For</c>.</summary>
    Forwarded,
    Method,

    /// <summary>Path, with or without query and origin.</summary>
    Target,
    Query,

    /// <summary>Method, target and protocol in one text.</summary>
    RequestLine,
    Status,
    Bytes,
    Milliseconds,
    Seconds,
    Nanoseconds,
    Referrer,
    Agent,
    User,
    Account,
    Session,
}
