using System.CommandLine;

namespace ServerSessions.Cli.Parsing;

/// <summary>An option without a value.</summary>
internal sealed class FlagOption : Option<bool>
{
    public FlagOption(string name, string description)
        : base(name)
    {
        Description = description;
        Arity = ArgumentArity.Zero;
    }
}
