
namespace ServerSessions.Reports;

/// <summary>A session in one line.</summary>
public sealed record SessionSummary
{
    /// <summary>UUIDv7 of the session.</summary>
    public required string Id { get; init; }
    /// <summary>Start (UTC).</summary>
    public required DateTimeOffset Start { get; init; }
    /// <summary>Last activity (UTC).</summary>
    public required DateTimeOffset End { get; init; }
    /// <summary>Seconds from start to last activity.</summary>
    public double DurationSeconds { get; init; }
    /// <summary>Whether it is still open.</summary>
    public bool Live { get; init; }
    /// <summary>Pseudonym of the user, null for anonymous sessions.</summary>
    public string? UserHash { get; init; }
    /// <summary>The user agent in words.</summary>
    public string? Client { get; init; }
    /// <summary>Name of the first step.</summary>
    public string? Entry { get; init; }
    /// <summary>Name of the last step; null while the session is open.</summary>
    public string? Exit { get; init; }
    /// <summary>Number of steps before collapsing.</summary>
    public int Steps { get; init; }
    /// <summary>Actor of the session.</summary>
    public SessionActor Actor { get; init; }
    /// <summary>The evidence for <see cref="Actor"/>.</summary>
    public ActorReason ActorReason { get; init; }
    /// <summary>Name that belongs to it: of a machine its name in the lists, of an attacker the rule that found it; null for persons.</summary>
    public string? ActorName { get; init; }
    /// <summary>Class of the journey.</summary>
    public JourneyClass Class { get; init; }
    /// <summary>Whether it has at least two page or action steps, or a goal.</summary>
    public bool Engaged { get; init; }
    /// <summary>Friction score.</summary>
    public int Friction { get; init; }
    /// <summary>Points of risk from findings.</summary>
    public int Risk { get; init; }
    /// <summary>Ids of the rules with findings.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}
