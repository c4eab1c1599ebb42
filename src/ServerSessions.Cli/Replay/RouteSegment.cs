namespace ServerSessions.Cli.Replay;

/// <summary>One segment of a template: a literal, <c>{name}</c>, <c>{name?}</c> or <c>{**rest}</c>; a constraint after ':' is ignored.</summary>
internal sealed class RouteSegment
{
    public RouteSegment(string text)
    {
        Text = text;
        var isBraced = text.StartsWith('{') && text.EndsWith('}') && text.Length > 2;
        var name = isBraced ? text[1..^1] : "";
        if (isBraced ? name.AsSpan().ContainsAny("{}=") : text.AsSpan().ContainsAny("{}"))
            throw new FormatException($"the segment '{text}' is neither a literal, {{name}}, {{name?}} nor {{**rest}}");
        IsCatchAll = name.StartsWith('*');
        IsParameter = isBraced && !IsCatchAll;
        IsOptional = name.EndsWith('?');
    }

    public string Text { get; }

    public bool IsParameter { get; }

    public bool IsOptional { get; }

    public bool IsCatchAll { get; }
}
