namespace ServerSessions.Cli.Logs;

/// <summary>The fields of a line about a request, in any format.</summary>
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

    /// <summary>Id of the connection that the request came by.</summary>
    Connection,

    /// <summary>Id of the request that begins with the id of its connection: <c>0HMVD33IIJRFR:00000001</c>.</summary>
    ConnectionRequest,
}
