using System.Collections.Frozen;
using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Personalization;

/// <summary>Likely next steps by step, from the transitions of people.</summary>
internal sealed class TransitionTable
{
    public const int MaxNext = 5;

    // What fewer sessions did is no recommendation, and could be one person's way.
    private const long MinSessions = 5;
    private const string Unmatched = "(unmatched)";

    private readonly FrozenDictionary<string, LikelyStep[]> _next;
    private readonly LikelyStep[] _mostVisited;

    /// <param name="edges">Transitions with the sessions that took them.</param>
    /// <param name="exits">Last steps with their sessions.</param>
    /// <param name="sessions">Number of sessions behind all of them.</param>
    /// <param name="minimumSupport">Minimum number of sessions that left a step.</param>
    /// <param name="catalog">The application's endpoints; those of this library are no recommendation.</param>
    public TransitionTable(IEnumerable<PathEdge> edges, IEnumerable<StepSessions> exits, long sessions, int minimumSupport, EndpointCatalog catalog)
    {
        var all = edges.Where(e => !e.To.EndsWith(Unmatched, StringComparison.Ordinal) && !catalog.IsOfLibrary(e.To)).ToList();
        var ended = exits.ToDictionary(e => e.Step, e => e.Sessions, StringComparer.Ordinal);
        _next = all.GroupBy(e => e.From, StringComparer.Ordinal)
            .Select(from => (from.Key, Left: from.Sum(e => e.Sessions) + ended.GetValueOrDefault(from.Key), Edges: from))
            .Where(from => from.Left >= minimumSupport)
            .Select(from => (from.Key, Steps: Top(from.Edges.Select(e => (e.To, e.Sessions)), from.Left, MaxNext, LikelyStepSource.Transitions)))
            .Where(from => from.Steps.Length > 0)
            .ToFrozenDictionary(from => from.Key, from => from.Steps, StringComparer.Ordinal);
        // One more, because the current step is left out.
        _mostVisited = Top(
            all.GroupBy(e => e.To, StringComparer.Ordinal).Select(to => (to.Key, to.Max(e => e.Sessions))), Math.Max(1, sessions), MaxNext + 1, LikelyStepSource.MostVisited);
    }

    public static TransitionTable Empty { get; } = new([], [], 0, 1, EndpointCatalog.Empty);

    public IReadOnlyList<LikelyStep> Next(string? step) =>
        step is not null && _next.TryGetValue(step, out var next) ? next : [.. _mostVisited.Where(s => s.Step != step).Take(MaxNext)];

    private static LikelyStep[] Top(IEnumerable<(string Step, long Sessions)> steps, long of, int most, LikelyStepSource source) =>
        [.. steps.Where(s => s.Sessions >= MinSessions).OrderByDescending(s => s.Sessions).ThenBy(s => s.Step, StringComparer.Ordinal).Take(most)
            .Select(s => new LikelyStep(s.Step, Math.Round(Math.Min(1, (double)s.Sessions / of), 4), s.Sessions, source))];
}
