using System.CommandLine;

namespace ServerSessions.Cli.Parsing;

/// <summary>A command of the tool, with what its help says before and after the options.</summary>
/// <param name="name">As it is written.</param>
/// <param name="summary">One line for the list of commands.</param>
internal sealed class CliCommand(string name, string summary) : Command(name, summary)
{
    /// <summary>What the command does, in a few sentences.</summary>
    public required string About { get; init; }

    /// <summary>What the exit codes mean.</summary>
    public required string ExitCodes { get; init; }

    /// <summary>What an operand that the command does not take is answered with; null when it takes operands.</summary>
    public string? TakesNoOperands { get; init; }
}
