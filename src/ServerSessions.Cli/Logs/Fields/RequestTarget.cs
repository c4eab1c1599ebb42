namespace ServerSessions.Cli.Logs.Fields;

/// <summary>Ids of the path and the query of a request.</summary>
internal readonly record struct RequestTarget(int Path, int Query)
{
    public static readonly RequestTarget None = new(LogTexts.Empty, LogRecord.None);
}
