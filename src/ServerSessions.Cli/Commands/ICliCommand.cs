namespace ServerSessions.Cli.Commands;

internal interface ICliCommand
{
    string Name { get; }

    /// <summary>One line for the list of commands.</summary>
    string Summary { get; }

    /// <summary>What <c>--help</c> prints.</summary>
    string Help { get; }

    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">It cannot run as asked; the caller prints the message and exits with 2.</exception>
    Task<int> RunAsync(IReadOnlyList<string> arguments, CliConsole console);
}
