namespace ServerSessions;

/// <summary>What a rule is, for people and for the engine.</summary>
public sealed record DetectorInfo
{
    internal const int DefaultCapacity = 64;

    /// <summary>Its id, "D13"; unique among the rules.</summary>
    public required string Id { get; init; }

    /// <summary>Its name in words, "probing".</summary>
    public required string Name { get; init; }

    /// <summary>What it sees, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Whom it is about. A rule about several kinds runs for each of them apart.</summary>
    public required IReadOnlyList<ActorKind> Subjects { get; init; }

    /// <summary>Mode that it starts in.</summary>
    public DetectionMode Mode { get; init; } = DetectionMode.Observe;

    /// <summary>Most marks kept for a subject.</summary>
    public int Capacity { get; init; } = DefaultCapacity;

    /// <summary>A subject that was quiet for this long is forgotten.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What it cannot do without beside the events.</summary>
    public DetectorNeeds Needs { get; init; }

    /// <summary>Its findings add to a session's risk and evidence and never alert by themselves, whatever the mode.</summary>
    public bool IsContribution { get; init; }

    /// <summary>Ids of rules whose findings about the same subject, or told to it, are observed too; empty by default.</summary>
    public IReadOnlyList<string> Hears { get; init; } = [];

    /// <summary>Whether a finding about an actor counts against the session of its newest evidence too.</summary>
    public bool BlamesSession { get; init; }

    /// <summary>Ids of OWASP, MITRE and the like.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
