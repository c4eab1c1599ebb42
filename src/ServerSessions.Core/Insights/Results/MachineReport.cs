namespace ServerSessions.Insights;

/// <summary>What the sessions of one machine have done: a crawler, an AI agent or a tool of one name.</summary>
public sealed record MachineReport
{
    /// <summary>Kind of the machine: crawler, AI agent or tool.</summary>
    public SessionActor Actor { get; init; }

    /// <summary>Name in the list of machines, such as "Googlebot"; "unlisted" for a name that is in no list.</summary>
    public required string Name { get; init; }

    /// <summary>Why it is that: by its own claim, verified, or by its behaviour.</summary>
    public ActorReason Reason { get; init; }

    /// <summary>Whether its name is verified. Any client can send a name that is not.</summary>
    public bool IsVerified { get; init; }

    /// <summary>Number of sessions.</summary>
    public long Sessions { get; init; }

    /// <summary>Number of requests in its sessions.</summary>
    public long Requests { get; init; }

    /// <summary>Number of steps that no endpoint answered, or that were not found.</summary>
    public long Missing { get; init; }

    /// <summary>End of the newest session (UTC).</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>The ten steps that it read most often.</summary>
    public IReadOnlyList<NamedCount> Steps { get; init; } = [];
}
