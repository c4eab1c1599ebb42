using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Model;

namespace ServerSessions.Beacon;

/// <summary>
/// The step that a path of the browser's history is: the name of the endpoint that would answer a GET of it. The path itself is not kept. Endpoints are read
/// anew when the application changes them.
/// </summary>
internal sealed class ClientRoutes(EndpointReader reader, ParameterPolicyFactory policies, EndpointDataSource? endpoints = null)
{
    private const string Unmatched = "GET (unmatched)";
    private const int MaxPath = 512;

    private readonly Lock _gate = new();
    private volatile Candidate[]? _candidates;

    /// <param name="path">The path, with a leading slash.</param>
    public string StepOf(string path)
    {
        if (path.Length > MaxPath)
            return Unmatched;
        foreach (var candidate in _candidates ?? Load())
            if (candidate.Match(path) is { } values)
                return candidate.Info.Names?.Of(HttpVerb.Get, values, isFound: true) ?? candidate.Info.Step(HttpVerb.Get);
        return Unmatched;
    }

    /// <summary>The path below the application's path base, where it begins with that; both escaped, or both not.</summary>
    public static string Below(string? pathBase, string path) =>
        !string.IsNullOrEmpty(pathBase) && path.StartsWith(pathBase, StringComparison.OrdinalIgnoreCase) && (path.Length == pathBase.Length || path[pathBase.Length] == '/')
            ? path.Length == pathBase.Length ? "/" : path[pathBase.Length..]
            : path;

    /// <summary>The path of a step without route parameters; null where there is none.</summary>
    public string? PathOf(string step)
    {
        foreach (var candidate in _candidates ?? Load())
            if (candidate.Path is { } path && StepOf(path) == step)
                return path;
        return null;
    }

    private Candidate[] Load()
    {
        lock (_gate)
        {
            if (_candidates is { } known)
                return known;
            // Before reading: a change in between discards what is read here.
            endpoints?.GetChangeToken().RegisterChangeCallback(_ => _candidates = null, null);
            return _candidates = [.. (endpoints?.Endpoints ?? []).OfType<RouteEndpoint>().Where(Answers).OrderBy(e => e.Order).ThenBy(e => e.RoutePattern.InboundPrecedence)
                .Select(e => new Candidate(reader.Of(e), new TemplateMatcher(new RouteTemplate(e.RoutePattern), new RouteValueDictionary(e.RoutePattern.Defaults)), ConstraintsOf(e.RoutePattern)))];
        }
    }

    private static bool Answers(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is not { Count: > 0 } methods || methods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase);

    private (string Name, IRouteConstraint Constraint)[] ConstraintsOf(RoutePattern pattern) =>
    [
        .. from parameter in pattern.ParameterPolicies
           from reference in parameter.Value
           let constraint = policies.Create(pattern.GetParameter(parameter.Key), reference) as IRouteConstraint
           where constraint is not null
           select (parameter.Key, constraint),
    ];

    private sealed record Candidate(EndpointInfo Info, TemplateMatcher Matcher, (string Name, IRouteConstraint Constraint)[] Constraints)
    {
        /// <summary>The one path that it answers; null where it has parameters.</summary>
        public string? Path => Matcher.Template.Parameters.Count == 0 ? "/" + Matcher.Template.TemplateText?.Trim('/') : null;

        public RouteValueDictionary? Match(string path)
        {
            var values = new RouteValueDictionary();
            return Matcher.TryMatch(path, values) && Constraints.All(c => c.Constraint.Match(null, null, c.Name, values, RouteDirection.IncomingRequest)) ? values : null;
        }
    }
}
