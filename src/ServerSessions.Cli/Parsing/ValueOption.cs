using System.CommandLine;

namespace ServerSessions.Cli.Parsing;

/// <summary>An option with one value; the last one counts when it is given several times.</summary>
internal sealed class ValueOption<T> : Option<T>, IExpecting
{
    /// <param name="name">With its dashes.</param>
    /// <param name="value">What the help shows in place of the value.</param>
    /// <param name="expected">What an error says that is missing.</param>
    /// <param name="description">What the help says.</param>
    /// <param name="read">Reads the value; throws <see cref="UsageException"/> when it cannot be used.</param>
    public ValueOption(string name, string value, string expected, string description, Func<string, T> read)
        : base(name)
    {
        Expected = expected;
        HelpName = value;
        Description = description;
        Arity = ArgumentArity.OneOrMore;
        CustomParser = result => Faults.Caught<T>(result, () => result.Tokens[^1].Value is { Length: > 0 } text ? read(text) : throw Faults.Missing(this));
    }

    public string Expected { get; }

    /// <summary>The value, or what stands for it when the option is not given.</summary>
    public T Or(ParseResult parse, T otherwise) => parse.GetResult(this) is null ? otherwise : parse.GetValue(this)!;
}
