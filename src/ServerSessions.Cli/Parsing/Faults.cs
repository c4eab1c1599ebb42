using System.CommandLine;
using System.CommandLine.Parsing;

namespace ServerSessions.Cli.Parsing;

/// <summary>What is wrong with a command line, in sentences that name the option and what is expected.</summary>
internal static class Faults
{
    /// <summary>The faults of a command line; empty when it can be run.</summary>
    public static IReadOnlyList<string> Of(ParseResult parse, IReadOnlyList<string> arguments)
    {
        var command = parse.CommandResult.Command;
        // Help, the version and completion are answered whatever else was written.
        if (parse.Action is { } action && action != command.Action && parse.Errors.Count == 0)
            return [];
        if (command is not CliCommand known)
            return [$"There is no command '{parse.UnmatchedTokens.FirstOrDefault() ?? arguments[0]}'. 'sessions --help' lists them."];
        if (FlagWithValue(known, arguments) is { } flag)
            return [flag];
        var dashed = Dashed(parse);
        if (ValueThatIsNone(parse, dashed) is { } missing)
            return [missing];
        if (dashed.Count > 0)
            return [$"{known.Name} has no option {dashed[0].Value}. {Help(known)}"];
        if (known.TakesNoOperands is { } sentence && parse.UnmatchedTokens.Count > 0)
            return [$"{known.Name} was given '{parse.UnmatchedTokens[0]}', and {sentence}. {Help(known)}"];
        return [.. parse.Errors.Select(Message).Distinct()];
    }

    public static UsageException Missing(Option option) => new($"{option.Name} needs {((IExpecting)option).Expected} after it.");

    /// <summary>Runs the reading of a value and turns what it throws into an error of the option.</summary>
    public static T? Caught<T>(ArgumentResult result, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UsageException exception)
        {
            result.AddError(exception.Message);
            return default;
        }
    }

    private static string Help(Command command) => $"'sessions {command.Name} --help' lists them.";

    private static string Message(ParseError error) =>
        error.SymbolResult is OptionResult { Tokens.Count: 0, Option: IExpecting } option ? Missing(option.Option).Message : error.Message;

    private static string? FlagWithValue(Command command, IReadOnlyList<string> arguments)
    {
        foreach (var argument in arguments.TakeWhile(argument => argument != "--"))
            if (argument.IndexOfAny(['=', ':']) is > 0 and var end && command.Options.OfType<FlagOption>().FirstOrDefault(option => option.Name == argument[..end]) is { } flag)
                return $"{flag.Name} takes no value, but '{argument[(end + 1)..]}' was given.";
        return null;
    }

    // An argument in the form of an option that the command does not have, before "--". A lone dash is standard input.
    private static List<Token> Dashed(ParseResult parse) =>
        [.. parse.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Where(token => token.Type == TokenType.Argument && token.Value is ['-', _, ..])];

    private static string? ValueThatIsNone(ParseResult parse, List<Token> dashed)
    {
        foreach (var option in parse.CommandResult.Children.OfType<OptionResult>())
            if (option.Option is IExpecting && !option.Option.AllowMultipleArgumentsPerToken && option.Tokens.Any(token => dashed.Any(other => ReferenceEquals(other, token))))
                return Missing(option.Option).Message;
        return null;
    }
}
