namespace ServerSessions.Cli.Replay;

/// <summary>The route templates of an application, by method, as a tree of segments.</summary>
internal sealed class RouteTable
{
    public const int Unmatched = -1;

    private readonly Dictionary<string, RouteNode> _roots = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<bool> _hasParameters = [];
    private int _depth;

    public int Count => _names.Count;

    /// <summary>Method and template, as the step is called.</summary>
    public string Name(int route) => _names[route];

    /// <summary>Whether the template has a segment that stands for several values.</summary>
    public bool HasParameters(int route) => _hasParameters[route];

    /// <summary>
    /// Adds a template: literal segments, <c>{name}</c>, <c>{name?}</c> as the last one, and <c>{*rest}</c> or <c>{**rest}</c> at the end.
    /// </summary>
    /// <exception cref="FormatException">The template cannot be read, or another one matches the very same paths.</exception>
    public void Add(string method, string template)
    {
        if (!template.StartsWith('/'))
            throw new FormatException($"the template '{template}' does not begin with '/'");
        var segments = Segments(template).Select(segment => new RouteSegment(segment)).ToArray();
        if (!_roots.TryGetValue(method, out var node))
            _roots[method] = node = new RouteNode();
        for (var index = 0; index < segments.Length; index++)
        {
            var segment = segments[index];
            if ((segment.IsCatchAll || segment.IsOptional) && index < segments.Length - 1)
                throw new FormatException($"'{segment.Text}' can only be the last segment of '{template}'");
            if (segment.IsOptional)
                node.End = Free(node.End, template);
            if (segment.IsCatchAll)
            {
                node.CatchAll = Free(node.CatchAll, template);
                break;
            }

            node = segment.IsParameter ? node.Parameter ??= new RouteNode() : Literal(node, segment.Text);
        }

        if (segments.Length == 0 || !segments[^1].IsCatchAll)
            node.End = Free(node.End, template);
        _depth = Math.Max(_depth, segments.Length);
        _names.Add($"{method} {template}");
        _hasParameters.Add(segments.Any(segment => segment.IsParameter || segment.IsCatchAll));
    }

    /// <summary>Number of the route that serves a path, or <see cref="Unmatched"/>. An escaped path is compared unescaped.</summary>
    public int Match(string method, string path)
    {
        if (!_roots.TryGetValue(method, out var root) || !path.StartsWith('/'))
            return Unmatched;
        // One segment more than the deepest template decides the match; further segments change nothing.
        var segments = Segments(path, _depth + 1);
        for (var index = 0; index < segments.Length; index++)
            segments[index] = Unescape(segments[index]);
        return root.Match(segments);
    }

    private static RouteNode Literal(RouteNode node, string text) =>
        node.Literals.TryGetValue(text, out var next) ? next : node.Literals[text] = new RouteNode();

    // A trailing slash makes no difference.
    private static string[] Segments(string path, int max = int.MaxValue)
    {
        var inner = path.EndsWith('/') && path.Length > 1 ? path[1..^1] : path[1..];
        return inner.Length == 0 ? [] : inner.Split('/', max);
    }

    // An escaped slash stays escaped: it does not divide segments.
    private static string Unescape(string segment) =>
        segment.Contains('%') ? string.Join("%2F", segment.Split(["%2F", "%2f"], StringSplitOptions.None).Select(Uri.UnescapeDataString)) : segment;

    private int Free(int taken, string template) => taken == Unmatched
        ? Count
        : throw new FormatException($"'{template}' matches the same paths as '{_names[taken]}'");
}
