
namespace ServerSessions.Cli.Logs;

/// <summary>What was read of a log: its records, their texts, and what could not be read.</summary>
internal sealed class AccessLog(bool keyByAgent)
{
    public LogTexts Texts { get; } = new();

    public LogKeys Keys { get; } = new(keyByAgent);

    public LogRecords Records { get; } = new();

    public UnparsedLines Unparsed { get; } = new();

    /// <summary>Lines that are no request: directives, and other events of an application.</summary>
    public long Others { get; internal set; }

    /// <summary>Lines of all files, blank ones included.</summary>
    public long Lines { get; internal set; }

    /// <summary>Requests without an address, whose sessions are distinguished by their connection.</summary>
    public long Connections { get; internal set; }

    /// <summary>What was decided about the log by its values, in sentences.</summary>
    public IList<string> Notes { get; } = [];

    /// <summary>Fewer than half of the lines that should be requests could be read: most likely the figures would be of something else.</summary>
    public bool IsUnknown => Unparsed.Count > Records.Count;
}
