using System.Collections.Frozen;
using ServerSessions.Model;

namespace ServerSessions.Personalization;

/// <summary>Likely next steps by step, from the transitions of people.</summary>
internal sealed class TransitionTable
{
    public const int MaxNext = 5;

    // What fewer people did is no recommendation, and could be one person's way.
    private const int MinPeople = 5;
    private const string Unmatched = "(unmatched)";

    private readonly FrozenDictionary<string, LikelyStep[]> _next;
    private readonly FrozenDictionary<string, LikelyStep[]> _nextItems;
    private readonly LikelyStep[] _mostVisited;

    /// <param name="people">Which people took which steps.</param>
    /// <param name="minimumSupport">Minimum number of people who took a step.</param>
    /// <param name="catalog">The application's endpoints; those of this library are no recommendation.</param>
    public TransitionTable(StepPeople people, int minimumSupport, EndpointCatalog catalog)
    {
        var took = people.Steps.ToDictionary(s => s.Step, s => s.People, StringComparer.Ordinal);
        _next = ByStep(people.Transitions.Where(t => MayBeNamed(t.To, catalog)), took, minimumSupport);
        _nextItems = ByStep(people.Items, took, minimumSupport);
        // One more, because the current step is left out.
        _mostVisited = Top(people.Steps.Where(s => MayBeNamed(s.Step, catalog)), people.Count, MaxNext + 1, LikelyStepSource.MostVisited);
    }

    public static TransitionTable Empty { get; } = new(new StepPeople(), 1, EndpointCatalog.Empty);

    public IReadOnlyList<LikelyStep> Next(string? step) =>
        step is not null && _next.TryGetValue(step, out var next) ? next : [.. _mostVisited.Where(s => s.Step != step).Take(MaxNext)];

    public IReadOnlyList<LikelyStep> NextItems(string item) => _nextItems.GetValueOrDefault(item) ?? [];

    private static FrozenDictionary<string, LikelyStep[]> ByStep(
        IEnumerable<(string From, string To, int People)> transitions, Dictionary<string, int> took, int minimumSupport) =>
        transitions.GroupBy(t => t.From, StringComparer.Ordinal)
            .Where(from => took[from.Key] >= minimumSupport)
            .Select(from => (from.Key, Steps: Top(from.Select(t => (t.To, t.People)), took[from.Key], MaxNext, LikelyStepSource.Transitions)))
            .Where(from => from.Steps.Length > 0)
            .ToFrozenDictionary(from => from.Key, from => from.Steps, StringComparer.Ordinal);

    private static bool MayBeNamed(string step, EndpointCatalog catalog) => !step.EndsWith(Unmatched, StringComparison.Ordinal) && !catalog.IsOfLibrary(step);

    private static LikelyStep[] Top(IEnumerable<(string Step, int People)> steps, int of, int max, LikelyStepSource source) =>
        [.. steps.Where(s => s.People >= MinPeople).OrderByDescending(s => s.People).ThenBy(s => s.Step, StringComparer.Ordinal).Take(max)
            .Select(s => new LikelyStep(s.Step, Math.Round((double)s.People / of, 4), s.People, source))];
}
