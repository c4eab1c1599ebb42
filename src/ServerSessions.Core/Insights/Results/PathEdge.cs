using System.Text.Json.Serialization;

namespace ServerSessions.Insights;

/// <summary>A transition between two different steps.</summary>
/// <param name="From">Step that was left.</param>
/// <param name="To">Step that came next.</param>
/// <param name="Sessions">Number of sessions with this transition, each counted once: the conversions of the strict funnel of these two steps, unless <see cref="HasLanding"/>.</param>
/// <param name="Transitions">Number of transitions.</param>
public sealed record PathEdge(string From, string To, long Sessions, long Transitions)
{
    /// <summary>
    /// Whether a redirect led to one of the two steps in a counted session. A strict funnel counts that as a visit of the step and a path does not, so the sessions of the
    /// edge can then be others than those of the funnel. In JSON it is left out where it is false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasLanding { get; init; }
}
