using System.Text.Json;

namespace ServerSessions.Model.Alerts;

/// <summary>Checks of findings that the generated JSON readers do not make.</summary>
internal static class FindingJson
{
    /// <summary>The finding with all its lists: a reader leaves a list that the JSON does not name null, and takes null elements.</summary>
    /// <exception cref="JsonException">The finding, or an element of a list of it, is null.</exception>
    public static Finding Complete(Finding? finding)
    {
        if (finding is null)
            throw new JsonException("A finding is null; an object is expected.");
        var whole = finding with { Measures = finding.Measures ?? [], Evidence = finding.Evidence ?? [], References = finding.References ?? [] };
        return whole.Measures.Contains(null!) || whole.Evidence.Contains(null!) || whole.References.Contains(null!)
            ? throw new JsonException("An element of a finding is null.")
            : whole;
    }
}
