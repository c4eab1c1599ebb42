namespace ServerSessions.Cli.Logs.W3C;

/// <summary>Which field of the format <c>--map</c> means.</summary>
internal static class W3CFieldNames
{
    /// <summary>Null for one that the format does not have.</summary>
    public static W3CField? Of(LogField field) => field switch
    {
        LogField.Time => W3CField.Time,
        LogField.Address => W3CField.Address,
        LogField.Forwarded => W3CField.Forwarded,
        LogField.Method => W3CField.Method,
        LogField.Target => W3CField.Target,
        LogField.Query => W3CField.Query,
        LogField.Status => W3CField.Status,
        LogField.Bytes => W3CField.Bytes,
        LogField.Milliseconds => W3CField.TimeTaken,
        LogField.User => W3CField.User,
        LogField.Agent => W3CField.Agent,
        LogField.Referrer => W3CField.Referrer,
        _ => null,
    };
}
