namespace ServerSessions.Cli.Logs;

/// <summary>The kinds of lines of a log.</summary>
internal enum LineKind
{
    /// <summary>No line of the format, or one that lacks what a request needs.</summary>
    Unreadable,

    /// <summary>A line of the format that is no request: a directive, or another event of the application.</summary>
    Other,

    Request,

    /// <summary>Another event, if the file turns out to be of that format.</summary>
    Undecided,
}
