using System.CommandLine;

namespace ServerSessions.Cli.Parsing;

/// <summary>A command of the tool, with what its help says before and after the options.</summary>
/// <param name="name">The name on the command line.</param>
/// <param name="summary">One line for the list of commands.</param>
internal sealed class CliCommand(string name, string summary) : Command(name, summary)
{
    /// <summary>What the command does, in a few sentences.</summary>
    public required string About { get; init; }

    /// <summary>What the exit codes mean.</summary>
    public required string ExitCodes { get; init; }

    /// <summary>The error for an operand that the command does not take; null when it takes operands.</summary>
    public string? TakesNoOperands { get; init; }
}
