using ServerSessions.Cli.Screen;
using Spectre.Console;

namespace ServerSessions.Cli;

/// <summary>A command's access to its environment, so that it runs in a test as in a terminal.</summary>
internal sealed record CliConsole(Stream Input, TextWriter Output, TextWriter Error)
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether a person watches the output: only then it has colours and the width of the window.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person watches the error stream: only then progress is shown.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether a terminal takes control sequences; found out from its environment unless it is said.</summary>
    public AnsiSupport Ansi { get; init; } = AnsiSupport.Detect;

    /// <summary>Where reports are written.</summary>
    public ReportWriter Report => new(Output, OutputIsTerminal ? TerminalOutput.Console(Output, Ansi) : null);
}
