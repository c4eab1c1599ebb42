using System.Runtime.InteropServices;
using ServerSessions.Insights;
using ServerSessions.Insights.Folds;

namespace ServerSessions.Cli.Insight;

/// <summary>The overview's fold, with users and the median counted exactly, because a file is read as a whole.</summary>
internal sealed class OverviewFigures
{
    private const int Shown = 10;

    private readonly OverviewFold _fold = new();
    private readonly HashSet<Pseudonym> _users = [];
    private readonly Distribution _durations = new(int.MaxValue);
    private readonly Dictionary<string, (long Sessions, long Count)> _steps = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public void Add(Journey journey)
    {
        _fold.Add(journey);
        _durations.Add(journey.Duration.TotalSeconds);
        if (!journey.User.IsNone)
            _users.Add(journey.User);
        _seen.Clear();
        foreach (var step in journey.Steps)
        {
            ref var figures = ref CollectionsMarshal.GetValueRefOrAddDefault(_steps, step.Name, out _);
            figures = (figures.Sessions + (_seen.Add(step.Name) ? 1 : 0), figures.Count + step.Count);
        }
    }

    public OverviewResult Result()
    {
        var overview = _fold.Result(default, default);
        return new OverviewResult
        {
            Sessions = overview.Sessions,
            Users = _users.Count,
            Steps = overview.Steps,
            EngagedShare = overview.EngagedShare,
            BounceShare = overview.BounceShare,
            SingleStep = overview.SingleStep,
            MedianDurationSeconds = _durations.Quantile(0.5),
            Outcomes = Words(overview.Outcomes),
            Classes = Words(overview.Classes),
            TopEntries = [.. overview.TopEntries.Select(e => new StepSessions(e.Name, e.Count))],
            TopExits = [.. overview.TopExits.Select(e => new StepSessions(e.Name, e.Count))],
            TopSteps = [.. _steps.OrderByDescending(s => s.Value.Sessions).ThenByDescending(s => s.Value.Count).ThenBy(s => s.Key, StringComparer.Ordinal)
                .Take(Shown).Select(s => new TopStep(s.Key, s.Value.Sessions, s.Value.Count))],
        };
    }

    private static Dictionary<string, long> Words(IEnumerable<NamedCount> counts) => counts.ToDictionary(c => c.Name.ToLowerInvariant(), c => c.Count);
}
