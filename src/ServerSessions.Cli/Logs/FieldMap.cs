namespace ServerSessions.Cli.Logs;

/// <summary>The names that <c>--map</c> gives to fields; they come before those that a format is known for.</summary>
internal sealed record FieldMap(IReadOnlyList<(LogField Field, string Name)> Entries)
{
    public static readonly FieldMap Empty = new([]);

    /// <summary>What <c>--map</c> calls each field.</summary>
    public static IReadOnlyDictionary<string, LogField> Fields { get; } = new Dictionary<string, LogField>(StringComparer.OrdinalIgnoreCase)
    {
        ["time"] = LogField.Time,
        ["ip"] = LogField.Address,
        ["forwarded"] = LogField.Forwarded,
        ["method"] = LogField.Method,
        ["path"] = LogField.Target,
        ["query"] = LogField.Query,
        ["request"] = LogField.RequestLine,
        ["status"] = LogField.Status,
        ["bytes"] = LogField.Bytes,
        ["durationMs"] = LogField.Milliseconds,
        ["durationSeconds"] = LogField.Seconds,
        ["referrer"] = LogField.Referrer,
        ["userAgent"] = LogField.Agent,
        ["user"] = LogField.User,
        ["account"] = LogField.Account,
        ["session"] = LogField.Session,
    };
}
