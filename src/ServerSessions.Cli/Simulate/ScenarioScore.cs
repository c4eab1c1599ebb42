using System.Text.Json.Serialization;

namespace ServerSessions.Cli.Simulate;

/// <param name="Name">The scenario.</param>
/// <param name="Honest">Whether it means no harm.</param>
/// <param name="Sessions">Sessions that its visits opened; null where that cannot be known from outside.</param>
/// <param name="FlaggedBy">Rules that found something about them; null where that cannot be known from outside.</param>
internal sealed record ScenarioScore(string Name, bool Honest, int? Sessions, IReadOnlyList<string>? FlaggedBy)
{
    /// <summary>The actors of its closed sessions; null where that cannot be known from outside.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? Actors { get; init; }
}
