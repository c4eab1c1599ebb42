namespace ServerSessions.Cli.Replay;

/// <summary>One segment's place in the tree of templates of a method; literals are compared as routing does, in any case.</summary>
internal sealed class RouteNode
{
    public Dictionary<string, RouteNode> Literals { get; } = new(StringComparer.OrdinalIgnoreCase);

    public RouteNode? Parameter { get; set; }

    /// <summary>The route whose template ends in a catch-all here.</summary>
    public int CatchAll { get; set; } = RouteTable.Unmatched;

    /// <summary>The route whose template ends here.</summary>
    public int End { get; set; } = RouteTable.Unmatched;

    /// <summary>A literal beats a parameter, which beats a catch-all, segment by segment from the left.</summary>
    public int Match(ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
            return End != RouteTable.Unmatched ? End : CatchAll;
        if (Literals.TryGetValue(segments[0], out var literal) && literal.Match(segments[1..]) is >= 0 and var byLiteral)
            return byLiteral;
        if (segments[0].Length > 0 && Parameter?.Match(segments[1..]) is >= 0 and var byParameter)
            return byParameter;
        return CatchAll;
    }
}
