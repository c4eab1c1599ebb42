namespace ServerSessions.Cli.Commands;

/// <summary>Walks through arguments: <c>--name value</c>, <c>--name=value</c>, operands, and <c>--</c>, after which all are operands.</summary>
internal sealed class ArgumentReader(IReadOnlyList<string> arguments)
{
    private int _next;
    private bool _onlyOperands;
    private string? _attached;

    /// <summary>The option that was read last with its dashes, or null when it was an operand.</summary>
    public string? Option { get; private set; }

    public string Operand { get; private set; } = "";

    /// <exception cref="UsageException">The option before was given a value that it does not take.</exception>
    public bool Read()
    {
        if (_attached is not null)
            throw new UsageException($"{Option} takes no value, but '{_attached}' was given.");
        if (!_onlyOperands && _next < arguments.Count && arguments[_next] == "--")
        {
            _onlyOperands = true;
            _next++;
        }

        if (_next == arguments.Count)
            return false;
        var argument = arguments[_next++];
        (Option, Operand) = (null, argument);
        if (_onlyOperands || !IsOption(argument))
            return true;
        var equals = argument.IndexOf('=');
        (Option, _attached) = equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
        return true;
    }

    /// <summary>The value of the option that was read last.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public string Value(string expected)
    {
        var value = _attached ?? (_next < arguments.Count && !IsOption(arguments[_next]) ? arguments[_next++] : null);
        _attached = null;
        return string.IsNullOrEmpty(value) ? throw new UsageException($"{Option} needs {expected} after it.") : value;
    }

    /// <summary>The value and all that follow and may belong to it, up to the next option.</summary>
    public IEnumerable<string> Values(string expected, Func<string, bool> belongs)
    {
        yield return Value(expected);
        while (_next < arguments.Count && !IsOption(arguments[_next]) && belongs(arguments[_next]))
            yield return arguments[_next++];
    }

    // A lone dash is standard input.
    private static bool IsOption(string argument) => argument.StartsWith('-') && argument.Length > 1;
}
