namespace ServerSessions.Cli.Logs.W3C;

internal enum W3CField
{
    None,
    Date,
    Time,
    Address,
    Forwarded,
    Method,
    Target,
    Query,
    Status,
    Bytes,
    TimeTaken,
    User,
    Agent,
    Referrer,
}
