namespace ServerSessions.Cli.Logs;

internal enum LogFormat
{
    /// <summary>Decided for each file by its first line that parses.</summary>
    Auto,

    /// <summary>Common format with referrer and user agent, where the line has them.</summary>
    Combined,

    /// <summary>Common format; what follows the size is not read, so the user agent is empty.</summary>
    Common,

    /// <summary>One JSON object a line.</summary>
    Jsonl,
}
