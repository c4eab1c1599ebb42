using System.Text.Json.Serialization;
using ServerSessions.Simulation;

namespace ServerSessions.Cli.Simulate;

/// <summary>What <c>sessions simulate --json</c> prints.</summary>
internal sealed record SimulateReport
{
    public required int Seed { get; init; }

    public required int Visitors { get; init; }

    public required long Requests { get; init; }

    /// <summary>Sessions that were closed; null against a URL.</summary>
    public required int? Journeys { get; init; }

    public required IReadOnlyList<RuleScore> Rules { get; init; }

    public required int? HighOnHonest { get; init; }

    /// <summary>Sessions of people and of all others, as they were labelled; null against a URL.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ActorScore>? Actors { get; init; }

    public required IReadOnlyList<ScenarioScore> Scenarios { get; init; }

    /// <summary>Answers that no script foresaw.</summary>
    public required long Errors { get; init; }

    /// <summary>Against a URL: the truth about each client, to hold against what the application found.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<VisitorLabel>? GroundTruth { get; init; }

    public double ElapsedSeconds { get; init; }
}
