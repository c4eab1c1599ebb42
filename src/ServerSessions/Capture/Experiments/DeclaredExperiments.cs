using System.Collections.Frozen;

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
}
