using ServerSessions.Insights;

namespace ServerSessions.Dashboard.Charts;

/// <summary>
/// Paths after (or before) a step: a column for each distance, the step itself at the left (or right). A column has the steps with the most sessions and, below them, all
/// others together. What comes into a node and does not leave it has ended, or goes on beyond the last column.
/// </summary>
/// <param name="Nodes">The nodes.</param>
/// <param name="Links">The links between nodes of neighbouring columns.</param>
/// <param name="Columns">Number of columns.</param>
internal sealed record SankeyLayout(IReadOnlyList<SankeyNode> Nodes, IReadOnlyList<SankeyLink> Links, int Columns)
{
    public const string Other = "(other)";
    public const int MaxNodes = 8;
    public const double NodeWidth = 10;
    public const double ColumnWidth = 210;
    public const double Height = 340;
    private const double Gap = 18;

    public double Width => Columns == 0 ? 0 : (Columns * ColumnWidth) - ColumnWidth + NodeWidth;

    /// <param name="levels">Transitions by their distance from the step.</param>
    /// <param name="backward">Whether they lead to the step instead of from it.</param>
    public static SankeyLayout Of(IReadOnlyList<PathLevel> levels, bool backward)
    {
        if (levels.Count == 0)
            return new SankeyLayout([], [], 0);
        var depth = levels.Max(level => level.Level);
        // Column 0 is at the left. Forward, a transition of level 1 leads from column 0 to 1; backward, from the last but one to the last.
        var flows = levels.Select(level => (Left: backward ? depth - level.Level : level.Level - 1, level.From, level.To, level.Sessions)).ToList();
        var shown = Enumerable.Range(0, depth + 1).Select(column => Shown(flows, column)).ToArray();
        var merged = flows.GroupBy(flow => (flow.Left, From: Name(shown[flow.Left], flow.From), To: Name(shown[flow.Left + 1], flow.To)))
            .Select(group => (group.Key.Left, group.Key.From, group.Key.To, Sessions: group.Sum(flow => flow.Sessions))).ToList();
        var nodes = Place(merged, depth + 1);
        return new SankeyLayout([.. nodes.Values], Join(merged, nodes), depth + 1);
    }

    private static HashSet<string> Shown(IReadOnlyList<(int Left, string From, string To, long Sessions)> flows, int column)
    {
        var sessions = Totals(flows, column).OrderByDescending(step => step.Value).ThenBy(step => step.Key, StringComparer.Ordinal).ToList();
        return [.. sessions.Take(sessions.Count > MaxNodes ? MaxNodes - 1 : MaxNodes).Select(step => step.Key)];
    }

    // What comes in or what goes out, whichever is more: at the ends there is only one of them.
    private static Dictionary<string, long> Totals(IReadOnlyList<(int Left, string From, string To, long Sessions)> flows, int column)
    {
        var into = flows.Where(flow => flow.Left == column - 1).GroupBy(flow => flow.To)
            .ToDictionary(group => group.Key, group => group.Sum(flow => flow.Sessions));
        foreach (var outOf in flows.Where(flow => flow.Left == column).GroupBy(flow => flow.From))
            into[outOf.Key] = Math.Max(into.GetValueOrDefault(outOf.Key), outOf.Sum(flow => flow.Sessions));
        return into;
    }

    private static string Name(HashSet<string> shown, string step) => shown.Contains(step) ? step : Other;

    private static Dictionary<(int Column, string Name), SankeyNode> Place(IReadOnlyList<(int Left, string From, string To, long Sessions)> flows, int columns)
    {
        var totals = Enumerable.Range(0, columns).Select(column => Totals(flows, column)).ToArray();
        var scale = totals.Min(column => (Height - (Gap * Math.Max(0, column.Count - 1))) / Math.Max(1, column.Values.Sum()));
        var nodes = new Dictionary<(int, string), SankeyNode>();
        for (var column = 0; column < columns; column++)
        {
            var y = 0.0;
            foreach (var (name, sessions) in totals[column].OrderBy(step => step.Key == Other).ThenByDescending(step => step.Value).ThenBy(step => step.Key, StringComparer.Ordinal))
            {
                nodes[(column, name)] = new SankeyNode(column, name, sessions, column * ColumnWidth, y, Math.Max(1, sessions * scale));
                y += Math.Max(1, sessions * scale) + Gap;
            }
        }

        return nodes;
    }

    private static List<SankeyLink> Join(IReadOnlyList<(int Left, string From, string To, long Sessions)> flows, Dictionary<(int Column, string Name), SankeyNode> nodes)
    {
        var links = new List<SankeyLink>();
        var (used, filled) = (new Dictionary<SankeyNode, double>(), new Dictionary<SankeyNode, double>());
        // From top to bottom on both sides, so that links of one node do not cross.
        foreach (var flow in flows.OrderBy(flow => nodes[(flow.Left, flow.From)].Y).ThenBy(flow => nodes[(flow.Left + 1, flow.To)].Y))
        {
            var (from, to) = (nodes[(flow.Left, flow.From)], nodes[(flow.Left + 1, flow.To)]);
            var height = from.Height * flow.Sessions / from.Sessions;
            var (y1, y2) = (from.Y + used.GetValueOrDefault(from), to.Y + filled.GetValueOrDefault(to));
            used[from] = used.GetValueOrDefault(from) + height;
            filled[to] = filled.GetValueOrDefault(to) + height;
            links.Add(new SankeyLink(from, to, flow.Sessions, Band(from.X + NodeWidth, y1, to.X, y2, height)));
        }

        return links;
    }

    private static string Band(double x1, double y1, double x2, double y2, double height)
    {
        var middle = (x1 + x2) / 2;
        return $"M {Svg.N(x1)} {Svg.N(y1)} C {Svg.N(middle)} {Svg.N(y1)} {Svg.N(middle)} {Svg.N(y2)} {Svg.N(x2)} {Svg.N(y2)} L {Svg.N(x2)} {Svg.N(y2 + height)} "
            + $"C {Svg.N(middle)} {Svg.N(y2 + height)} {Svg.N(middle)} {Svg.N(y1 + height)} {Svg.N(x1)} {Svg.N(y1 + height)} Z";
    }
}
