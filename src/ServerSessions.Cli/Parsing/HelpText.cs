using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ServerSessions.Cli.Parsing;

/// <summary>The help of System.CommandLine, with the text and the exit codes of the command.</summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    private const int Width = 140;

    private readonly HelpAction _options = new() { MaxWidth = Width };

    public override bool ClearsParseErrors => true;

    /// <summary>Replaces the help of a command: "/h" and "/?" can be paths of a site, so that only dashes ask for it.</summary>
    public static void AddTo(Command root)
    {
        foreach (var help in root.Options.OfType<HelpOption>().ToList())
            root.Options.Remove(help);
        root.Options.Add(new HelpOption("--help", ["-h"]) { Description = "Show this text.", Action = new HelpText() });
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = _options.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not CliCommand command)
            return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(command.About);
        output.WriteLine();
        output.WriteLine($"Exit codes: {command.ExitCodes}");
        return code;
    }
}
