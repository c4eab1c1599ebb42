using System.Collections.Frozen;

namespace ServerSessions.Model;

/// <summary>
/// The endpoints of one version of the application, by step name. A worker outside the application has no other source; every batch of events names the version it
/// was recorded under.
/// </summary>
internal sealed class EndpointCatalog(string version, IReadOnlyList<EndpointFacts> endpoints)
{
    public static readonly EndpointCatalog Empty = new("", []);

    private readonly FrozenDictionary<string, EndpointFacts> _byStep =
        endpoints.GroupBy(e => e.Step, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private readonly FrozenDictionary<(string, HttpVerb), EndpointFacts> _byVerb =
        endpoints.GroupBy(e => (e.Step, e.Verb)).ToFrozenDictionary(g => g.Key, g => g.First());

    private readonly FrozenDictionary<string, string> _pages = endpoints.Where(e => e.Verb == HttpVerb.Get)
        .GroupBy(e => e.Route, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.First().Step, StringComparer.Ordinal);

    private readonly FrozenSet<string> _required = endpoints.SelectMany(e => e.Requires).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<string> _library = endpoints.Where(e => e.IsOfLibrary).Select(e => e.Step).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Hash of the table: the same endpoints give the same version on every node.</summary>
    public string Version => version;

    public IReadOnlyList<EndpointFacts> Endpoints => endpoints;

    /// <summary>Whether an endpoint declares that this step comes before it.</summary>
    public bool IsRequired(string step) => _required.Count > 0 && _required.Contains(step);

    public EndpointFacts? Find(string step, HttpVerb verb) => _byVerb.GetValueOrDefault((step, verb));

    /// <summary>The step that shows the form which this one takes: the GET of its route. Null where it takes none, or its page is another.</summary>
    public string? FormPage(string step, HttpVerb verb) =>
        Find(step, verb) is { IsForm: true } form ? _pages.GetValueOrDefault(form.Route) : null;

    /// <summary>Whether a step is a request to an endpoint of this library. What the application shows and suggests to people leaves such steps out.</summary>
    public bool IsOfLibrary(string step) => _library.Contains(step);

    /// <summary>Whether a feature is one of endpoints, and of this library's alone.</summary>
    public bool IsOfLibraryAlone(string feature) => _library.Count > 0 && endpoints.Where(e => e.Feature == feature).ToList() is { Count: > 0 } of && of.TrueForAll(e => e.IsOfLibrary);

    public EndpointFacts? Find(string step) => _byStep.GetValueOrDefault(step);
}
