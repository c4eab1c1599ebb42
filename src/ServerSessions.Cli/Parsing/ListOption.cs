using System.CommandLine;

namespace ServerSessions.Cli.Parsing;

/// <summary>An option with one or more values after it, and which may be given several times. A value that does not belong to it is an operand of the command.</summary>
internal sealed class ListOption<T> : Option<IReadOnlyList<T>>, IExpecting
{
    private readonly Func<string, bool> _belongs;

    /// <param name="name">With its dashes.</param>
    /// <param name="value">What the help shows in place of the value.</param>
    /// <param name="expected">What an error says that is missing.</param>
    /// <param name="description">What the help says.</param>
    /// <param name="belongs">Whether a value after the first can be one of this option.</param>
    /// <param name="read">Reads a value; throws <see cref="UsageException"/> when it cannot be used.</param>
    public ListOption(string name, string value, string expected, string description, Func<string, bool> belongs, Func<string, T> read)
        : base(name)
    {
        Expected = expected;
        HelpName = value;
        Description = description;
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = true;
        _belongs = belongs;
        CustomParser = result => Faults.Caught<IReadOnlyList<T>>(result, () =>
        {
            var own = result.Tokens.Select(token => token.Value).Where(belongs).ToList();
            // With no value of its own, the first one says by its error what is expected.
            return [.. (own.Count > 0 ? own : [result.Tokens[0].Value]).Select(text => text.Length > 0 ? read(text) : throw Faults.Missing(this))];
        });
    }

    public string Expected { get; }

    public IReadOnlyList<T> Of(ParseResult parse) => parse.GetValue(this) ?? [];

    /// <summary>The values after it that are none of its own.</summary>
    public IEnumerable<string> Operands(ParseResult parse) => parse.GetResult(this)?.Tokens.Select(token => token.Value).Where(value => !_belongs(value)) ?? [];
}
