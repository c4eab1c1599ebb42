using ServerSessions.Cli.Commands;

namespace ServerSessions.Cli;

/// <summary>The tool <c>sessions</c>: finds the command and turns its failures into a message and an exit code.</summary>
internal static class CliApp
{
    private static readonly ICliCommand[] Commands = [new ReplayCommand(), new InsightCommand(), new SimulateCommand(), new VerifyWebhookCommand()];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliConsole console)
    {
        try
        {
            return await DispatchAsync(arguments, console);
        }
        catch (UsageException exception)
        {
            await console.Error.WriteLineAsync($"sessions: {exception.Message}");
            return ExitCode.BadInput;
        }
        finally
        {
            await console.Output.FlushAsync();
            await console.Error.FlushAsync();
        }
    }

    private static async Task<int> DispatchAsync(IReadOnlyList<string> arguments, CliConsole console)
    {
        if (arguments is [] or ["--help" or "-h" or "help", ..])
        {
            await (arguments is [] ? console.Error : console.Output).WriteAsync(Help());
            return arguments is [] ? ExitCode.BadInput : ExitCode.Done;
        }

        var command = Array.Find(Commands, command => command.Name == arguments[0])
            ?? throw new UsageException($"There is no command '{arguments[0]}'. 'sessions --help' lists them.");
        var own = arguments.Skip(1).ToArray();
        if (own.TakeWhile(argument => argument != "--").Any(argument => argument is "--help" or "-h"))
        {
            await console.Output.WriteAsync(command.Help);
            return ExitCode.Done;
        }

        return await command.RunAsync(own, console);
    }

    private static string Help() =>
        "sessions: what the visitors of a site did, from its log.\n\nCommands:\n"
        + string.Concat(Commands.Select(command => $"  {command.Name,-18}{command.Summary}\n"))
        + "\n'sessions COMMAND --help' says more.\n";
}
