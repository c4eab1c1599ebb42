using System.Collections.Frozen;
using ServerSessions.Insights.Courses;

namespace ServerSessions.Insights.Personal;

/// <summary>The area of the application that a step belongs to: its feature, or the first segment of its route.</summary>
/// <param name="features">Features by the names of their steps.</param>
/// <param name="routes">Route templates by the names of their steps; a step that is not in it is named by method and route.</param>
/// <param name="library">Steps of this library's own endpoints, which are in no area.</param>
internal sealed class Areas(FeatureMap features, IReadOnlyDictionary<string, string> routes, IEnumerable<string> library)
{
    private readonly FrozenSet<string> _library = library.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The area of what no endpoint answers, and of events outside a request.</summary>
    public const string Other = "other";

    public FeatureMap Features => features;

    /// <summary>Whether the application has an area of this name.</summary>
    public bool Has(string area) => area == Other || features.Names.Contains(area, StringComparer.Ordinal) || routes.Values.Any(route => OfRoute(route) == area);

    /// <summary>The area of a visit; null for a page of this library.</summary>
    public string? Of(in FeatureVisit visit)
    {
        if (_library.Contains(visit.Step.Name))
            return null;
        if (features.Of(visit.Step.Name) is [var own, ..])
            return own;
        if (visit.Features.Count > 0)
            return visit.Features.First();
        if (visit.Step.Kind == StepKind.Custom)
            return Other;
        var route = routes.TryGetValue(visit.Step.Name, out var known) ? known
            : visit.Step.Name.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? visit.Step.Name[(space + 1)..] : Other;
        return route.StartsWith('/') || routes.ContainsKey(visit.Step.Name) ? OfRoute(route) : Other;
    }

    private static string OfRoute(string route) => "/" + route.TrimStart('/').Split('/', 2)[0];
}
