namespace ServerSessions.Cli.Logs;

internal enum LogFormat
{
    /// <summary>Decided for each file by its first line that parses.</summary>
    Auto,

    /// <summary>Common format with referrer and user agent, where the line has them. The client may be a host name.</summary>
    Combined,

    /// <summary>Common format; what follows the size is not read, so the user agent is empty. The client may be a host name.</summary>
    Common,

    /// <summary>Combined format with the virtual host before the address.</summary>
    Vhost,

    /// <summary>W3C extended format by its <c>#Fields</c>.</summary>
    W3C,

    /// <summary>One JSON object a line.</summary>
    Jsonl,

    /// <summary>AWS load balancers, application and classic.</summary>
    Alb,
}
