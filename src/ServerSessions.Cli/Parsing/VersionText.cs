using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace ServerSessions.Cli.Parsing;

/// <summary>Prints the version of the tool, whatever process it runs in.</summary>
internal sealed class VersionText : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static string Version { get; } =
        typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static void AddTo(RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new VersionText();

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Version);
        return ExitCode.Done;
    }
}
