using System.Collections.Frozen;
using ServerSessions.Insights.Experiments;

namespace ServerSessions.Capture.Experiments;

/// <summary>The experiments that the application declares, by name.</summary>
internal sealed class DeclaredExperiments(IEnumerable<Experiment> experiments)
{
    private readonly FrozenDictionary<string, Experiment> _byName = experiments.ToFrozenDictionary(e => e.Name, StringComparer.Ordinal);

    public Experiment Find(string name) => _byName.TryGetValue(name, out var experiment)
        ? experiment
        : throw new ArgumentException(
            $"There is no experiment \"{name}\"; declared {(_byName.Count == 1 ? "is" : "are")} {(_byName.Count == 0 ? "none" : string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal)))}. Declare it with AddExperiment(\"{name}\", \"the goal's step\").",
            nameof(name));

    /// <summary>The variant that a visitor is shown: the assigned one, or the first where the experiment's unit is not known.</summary>
    public static (string Variant, bool IsAssigned) VariantOf(Experiment experiment, Visit visit)
    {
        var unit = experiment.Unit == ExperimentUnit.User ? visit.User
            : visit.Identity is { Kind: KeyKind.Cookie } identity ? identity.Key
            : default;
        return unit.IsNone ? (experiment.Variants[0].Name, false) : (VariantAssignment.Of(experiment, unit), true);
    }
}
