using System.Runtime.InteropServices;
using ServerSessions.Model;

namespace ServerSessions.Insights.Experiments;

/// <summary>
/// Facts about an experiment's units, from closed journeys in any order. A mergeable fold: who crossed variants, and what came after
/// whose first exposure, is decided only when the readout is made.
/// </summary>
internal sealed class ExperimentFold
{
    /// <summary>Units kept; what is beyond is left out and said.</summary>
    public const int MaxUnits = 500_000;

    public const string AnyGoal = "(any goal)";

    private readonly Dictionary<string, int> _variants;
    private readonly Dictionary<string, int> _goals;
    private readonly Dictionary<Pseudonym, ExperimentUnitFacts> _units = [];

    /// <param name="experiment">The declared experiment.</param>
    /// <param name="applicationGoals">The goals of the application, for an experiment that names none.</param>
    /// <param name="peopleOnly">Whether units are left out that were known to be no person before their exposure.</param>
    public ExperimentFold(Experiment experiment, IEnumerable<string> applicationGoals, bool peopleOnly = false)
    {
        PeopleOnly = peopleOnly;
        Experiment = experiment;
        _variants = experiment.Variants.Select((v, i) => (v.Name, i)).ToDictionary(v => v.Name, v => v.i, StringComparer.Ordinal);
        _goals = new Dictionary<string, int>(StringComparer.Ordinal);
        var named = experiment.Goals.Distinct(StringComparer.Ordinal).ToList();
        foreach (var goal in named.Count > 0 ? named : applicationGoals)
            _goals.TryAdd(goal, named.Count > 0 ? _goals.Count : 0);
        Goals = named.Count > 0 ? named : [AnyGoal];
    }

    public Experiment Experiment { get; }

    public bool PeopleOnly { get; }

    /// <summary>Names of the primary metrics.</summary>
    public IReadOnlyList<string> Goals { get; }

    public IEnumerable<ExperimentUnitFacts> Units => _units.Values;

    public long Sessions { get; private set; }

    /// <summary>Journeys of units that there was no room for.</summary>
    public long LeftOut { get; private set; }

    public void Add(Journey journey)
    {
        Sessions++;
        var unit = Experiment.Unit == ExperimentUnit.User ? journey.CountedUser : journey.KeyKind == KeyKind.Cookie ? journey.Key : default;
        if (unit.IsNone)
            return;
        ExperimentUnitFacts? facts = null;
        if (PeopleOnly && ActorEvidence.Since(journey) is { } since)
        {
            facts = FactsOf(unit);
            if (facts is null)
                return;
            facts.Know(journey.Actor, since.ToMicroseconds());
        }

        var first = int.MaxValue;
        foreach (var exposure in journey.Exposures)
        {
            if (exposure.Experiment != Experiment.Name || !_variants.TryGetValue(exposure.Variant, out var variant))
                continue;
            facts ??= FactsOf(unit);
            if (facts is null)
                return;
            facts.Expose(variant, exposure.Time.ToMicroseconds());
            first = Math.Min(first, ExposedPart.StepOf(journey, exposure.Time));
        }

        // A later session counts too, so goals of all units are kept until it is known which were exposed.
        for (var i = 0; i < journey.Steps.Count; i++)
        {
            var step = journey.Steps[i];
            if (step.Outcome is not (Outcome.Ok or Outcome.Redirected)
                || (GoalOf(step.Name) ?? step.Landings.Select(GoalOf).FirstOrDefault(g => g is not null)) is not { } goal)
                continue;
            facts ??= FactsOf(unit);
            if (facts is null)
                return;
            facts.Reach(goal, step.Time.ToMicroseconds());
        }

        if (first < journey.Steps.Count)
            Guard(facts!, journey, first);
    }

    public void Merge(ExperimentFold other)
    {
        Sessions += other.Sessions;
        LeftOut += other.LeftOut;
        foreach (var (unit, facts) in other._units)
            FactsOf(unit)?.Merge(facts);
    }

    private static void Guard(ExperimentUnitFacts facts, Journey journey, int from)
    {
        facts.Sessions++;
        facts.Abandoned += journey.Class == JourneyClass.Abandoned ? 1 : 0;
        facts.Friction += ExposedPart.Friction(journey.Steps, from);
        for (var i = from; i < journey.Steps.Count; i++)
        {
            var step = journey.Steps[i];
            facts.Steps += step.Count;
            facts.Errors += ExposedPart.IsError(step.Outcome) ? step.Count : 0;
            if (step.Kind != StepKind.Custom)
                facts.Serve(LogHistogram.Bucket(step.Server.TotalMilliseconds / step.Count), step.Count);
        }
    }

    private int? GoalOf(string? step) => step is not null && _goals.TryGetValue(step, out var goal) ? goal : null;

    private ExperimentUnitFacts? FactsOf(Pseudonym unit)
    {
        if (_units.Count >= MaxUnits && !_units.ContainsKey(unit))
        {
            LeftOut++;
            return null;
        }

        ref var facts = ref CollectionsMarshal.GetValueRefOrAddDefault(_units, unit, out _);
        return facts ??= new ExperimentUnitFacts(Experiment.Variants.Count, Goals.Count);
    }
}
