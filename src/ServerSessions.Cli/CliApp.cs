using System.CommandLine;
using ServerSessions.Cli.Commands;
using ServerSessions.Cli.Parsing;

namespace ServerSessions.Cli;

/// <summary>The tool <c>sessions</c>: parses the command line, runs the command and turns its failures into a message and an exit code.</summary>
internal static class CliApp
{
    // "@file" can be the name of a log, and no option has one letter.
    private static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

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
        var root = Root(console);
        if (arguments is [] or ["help"])
        {
            await InvokeAsync(root.Parse(["--help"], Plain), console with { Output = arguments is [] ? console.Error : console.Output });
            return arguments is [] ? ExitCode.BadInput : ExitCode.Done;
        }

        var parse = root.Parse(arguments, Plain);
        var faults = Faults.Of(parse, arguments);
        foreach (var fault in faults)
            await console.Error.WriteLineAsync($"sessions: {fault}");
        return faults.Count > 0 ? ExitCode.BadInput : await InvokeAsync(parse, console);
    }

    private static Task<int> InvokeAsync(ParseResult parse, CliConsole console) => parse.InvokeAsync(new InvocationConfiguration
    {
        Output = console.Output,
        Error = console.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    });

    private static RootCommand Root(CliConsole console)
    {
        var root = new RootCommand("sessions: what the visitors of a site did, from its log.")
        {
            ReplayCommand.Create(console), InsightCommand.Create(console), SimulateCommand.Create(console), VerifyWebhookCommand.Create(console),
        };
        HelpText.AddTo(root);
        VersionText.AddTo(root);
        return root;
    }
}
