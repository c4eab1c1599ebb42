using System.Text.Json.Serialization;

namespace ServerSessions.Model;

/// <summary>What the application declares about one endpoint: a line of its endpoint catalogue.</summary>
/// <param name="Step">The step's name, as events carry it.</param>
/// <param name="Verb">Method.</param>
/// <param name="Route">Route template.</param>
/// <param name="Requires">Steps of which one must have been reached before; empty when there is no such rule.</param>
/// <param name="Feature">The feature it belongs to, if any.</param>
/// <param name="Flags">Sensitive, Trap, LoginEndpoint, Passive.</param>
/// <param name="Policy">The authorization policy, "" for the default one, null when the endpoint is open to all.</param>
internal sealed record EndpointFacts(
    string Step, HttpVerb Verb, string Route, string[] Requires, string? Feature, EventFlags Flags, string? Policy)
{
    public bool ChangesState => !Verb.IsSafe();

    /// <summary>It takes what a form of a page sends.</summary>
    public bool IsForm { get; init; }

    /// <summary>It demands an antiforgery token.</summary>
    public bool NeedsToken { get; init; }

    /// <summary>It is an endpoint of this library, such as the page of consent, and no part of the application for its people.</summary>
    public bool IsOfLibrary { get; init; }

    /// <summary>All of this in a text, to see whether two versions of the application have the same endpoint.</summary>
    [JsonIgnore]
    public string Shape => $"{Verb} {Route} {Policy} {string.Join(',', Requires)} {(ulong)Flags} {IsForm} {NeedsToken}";
}
