using System.Collections.Frozen;
using System.Runtime.InteropServices;
using ServerSessions.Diagnostics;

namespace ServerSessions.Capture.Labels;

/// <summary>Declared traits: what may be recorded of a user.</summary>
internal sealed class Traits(IEnumerable<TraitOptions> declared, Action<TraitLoss> lost)
{
    private const int MaxWithoutValues = 50;

    private readonly FrozenDictionary<string, BoundedValues> _values = declared.ToFrozenDictionary(
        t => t.Name, t => new BoundedValues(t.Values, t.MaxOtherValues ?? (t.Values.Count == 0 ? MaxWithoutValues : 0), () => lost(TraitLoss.Other)), StringComparer.Ordinal);

    /// <summary>Notes a trait among those of a request; one that may not be is counted.</summary>
    public void Set(Dictionary<string, string> traits, string? name, string? value, long time)
    {
        if (name is null || !_values.TryGetValue(name, out var values))
            lost(TraitLoss.Undeclared);
        else if (values.Of(value, time) is { } kept)
            CollectionsMarshal.GetValueRefOrAddDefault(traits, name, out _) = kept;
        else
            lost(TraitLoss.Empty);
    }

    public void Late() => lost(TraitLoss.Completed);
}
