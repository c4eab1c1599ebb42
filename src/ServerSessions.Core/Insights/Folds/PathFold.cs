using System.Globalization;

namespace ServerSessions.Insights.Folds;

/// <summary>
/// Transitions between collapsed steps, counted by sessions, so that an edge equals what a strict funnel of its two steps converts. With a start step, it counts
/// from the first visit of that step, a limited number of transitions after it (or before it).
/// </summary>
internal sealed class PathFold(string? anchor = null, int depth = PathFold.DefaultDepth, bool backward = false) : CountingFold
{
    public const string Name = "paths";
    public const int DefaultDepth = 5;
    private const int TopEdges = 50;
    private const int TopEnds = 50;
    private const string SessionsField = "n";
    private const string ReturnsField = "l";
    private const string EntryPrefix = "i\u001f";
    private const string ExitPrefix = "x\u001f";
    private const string EdgePrefix = "s\u001f";
    private const string AgainPrefix = "r\u001f";
    private const string LandedPrefix = "d\u001f";
    private const string LevelPrefix = "v\u001f";

    private readonly List<StepRun> _runs = [];
    private readonly Dictionary<(string From, string To), int> _edges = [];
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

    public override void Add(Journey journey)
    {
        StepRun.FillRequests(_runs, journey, anchor);
        var (first, last) = Looked();
        if (first < 0)
            return;
        Count(SessionsField);
        if (first == 0 && (anchor is null || backward))
            Count(EntryPrefix + _runs[0].Name);
        if (last == _runs.Count - 1 && (anchor is null || !backward))
            Count(ExitPrefix + _runs[last].Name);
        Edges(first, last);
        foreach (var page in _runs.SelectMany(r => r.Landings.Where(page => page != r.Name)).Distinct())
            Count(LandedPrefix + page);
    }

    public PathReport Result()
    {
        var again = With(AgainPrefix).ToDictionary(f => f.Name, f => f.Count, StringComparer.Ordinal);
        var edges = With(EdgePrefix).Select(f => Edge(f, again.GetValueOrDefault(f.Name)))
            .OrderByDescending(e => e.Sessions).ThenByDescending(e => e.Transitions)
            .ThenBy(e => e.From, StringComparer.Ordinal).ThenBy(e => e.To, StringComparer.Ordinal).ToList();
        var landed = With(LandedPrefix).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var transitions = edges.Sum(e => e.Transitions);
        return new PathReport
        {
            Sessions = Of(SessionsField),
            Edges = [.. edges.Take(TopEdges).Select(e => e with { HasLanding = landed.Contains(e.From) || landed.Contains(e.To) })],
            Entries = Ends(EntryPrefix),
            Exits = Ends(ExitPrefix),
            Other = new LeftOutEdges(Math.Max(0, edges.Count - TopEdges), edges.Skip(TopEdges).Sum(e => e.Transitions)),
            LoopRatio = transitions == 0 ? null : (double)Of(ReturnsField) / transitions,
            Levels = Levels(),
        };
    }

    private (int First, int Last) Looked()
    {
        if (_runs.Count == 0 || anchor is null)
            return (_runs.Count == 0 ? -1 : 0, _runs.Count - 1);
        var at = _runs.FindIndex(r => r.Name == anchor);
        return at < 0 ? (-1, -1) : backward ? (Math.Max(0, at - depth), at) : (at, Math.Min(_runs.Count - 1, at + depth));
    }

    private void Edges(int first, int last)
    {
        _edges.Clear();
        _visited.Clear();
        for (var i = 0; i <= last; i++)
        {
            if (i > first)
            {
                var edge = (_runs[i - 1].Name, _runs[i].Name);
                _edges[edge] = _edges.GetValueOrDefault(edge) + 1;
                if (_visited.Contains(_runs[i].Name))
                    Count(ReturnsField);
                if (anchor is not null)
                    Count(string.Create(CultureInfo.InvariantCulture, $"{LevelPrefix}{(backward ? last - i + 1 : i - first)}{Part}{edge.Item1}{Part}{edge.Item2}"));
            }

            _visited.Add(_runs[i].Name);
        }

        foreach (var ((from, to), times) in _edges)
        {
            var name = from + Part + to;
            Count(EdgePrefix + name);
            Count(AgainPrefix + name, times - 1);
        }
    }

    private static PathEdge Edge(NamedCount field, long again)
    {
        var at = field.Name.IndexOf(Part, StringComparison.Ordinal);
        return new PathEdge(field.Name[..at], field.Name[(at + 1)..], field.Count, field.Count + again);
    }

    private List<StepSessions> Ends(string prefix) => [.. Top(With(prefix), TopEnds).Select(e => new StepSessions(e.Name, e.Count))];

    private List<PathLevel> Levels() =>
        [.. With(LevelPrefix).Select(Level).GroupBy(l => l.Level).OrderBy(g => g.Key).SelectMany(g => g
            .OrderByDescending(l => l.Sessions).ThenBy(l => l.From, StringComparer.Ordinal).ThenBy(l => l.To, StringComparer.Ordinal).Take(TopEdges))];

    private static PathLevel Level(NamedCount field)
    {
        var parts = field.Name.Split(Part);
        return new PathLevel(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2], field.Count);
    }
}
