using System.Collections.Frozen;
using System.Runtime.InteropServices;
using ServerSessions.Model;

namespace ServerSessions.Insights.Folds;

/// <summary>Counts goals, and what they were worth. A change that leads to a page by a redirect reaches the goals of both names.</summary>
/// <param name="goals">Declared goals; an event with a value is one too.</param>
internal sealed class GoalFold(IEnumerable<string> goals) : ISizedFold
{
    private const int Shown = 100;

    private readonly FrozenSet<string> _declared = goals.ToFrozenSet(StringComparer.Ordinal);
    private readonly Dictionary<string, GoalCounts> _goals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private long _sessions;

    public long Bytes => _goals.Values.Sum(g => g.Bytes);

    public void Add(Journey journey)
    {
        _sessions++;
        _reached.Clear();
        foreach (var step in journey.Steps)
        {
            var value = step.Properties.Count > 0 ? EventValue.Of(step.Properties) : null;
            if (value is not null || _declared.Contains(step.Name))
                Reach(step.Name, step.Count, value);
            foreach (var page in step.Landings)
                if (page != step.Name && _declared.Contains(page))
                    Reach(page, 1, null);
        }

        foreach (var goal in _reached)
            _goals[goal].AddSession(journey.CountedUser);
    }

    public void Merge(GoalFold other)
    {
        _sessions += other._sessions;
        foreach (var (goal, counts) in other._goals)
            Of(goal).Merge(counts);
    }

    public GoalReport Result()
    {
        // A declared goal that no session reached is a figure too.
        foreach (var goal in _declared)
            Of(goal);
        var ordered = _goals.OrderByDescending(g => g.Value.Sessions).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        return new GoalReport
        {
            Sessions = _sessions,
            Goals = [.. ordered.Take(Shown).Select(g => g.Value.Figures(g.Key, _sessions) with { IsDeclared = _declared.Contains(g.Key) })],
            Other = Math.Max(0, ordered.Count - Shown),
        };
    }

    private void Reach(string goal, int times, EventValue? value)
    {
        var counts = Of(goal);
        counts.Times += times;
        if (value is { } recorded)
            counts.Values.Add(recorded.Currency, recorded.Value);
        _reached.Add(goal);
    }

    private GoalCounts Of(string goal)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_goals, goal, out _);
        return counts ??= new GoalCounts();
    }
}
