namespace ServerSessions.Cli;

/// <summary>What a command may touch of the outside, so that it runs in a test as it runs in a terminal.</summary>
internal sealed record CliConsole(Stream Input, TextWriter Output, TextWriter Error)
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether a person watches the error stream: progress is shown to nobody else.</summary>
    public bool ErrorIsTerminal { get; init; }
}
