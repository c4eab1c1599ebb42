namespace ServerSessions;

/// <summary>What a rule would have found in the stored journeys.</summary>
public sealed record DetectorReplay
{
    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }
    /// <summary>Start of the stretch; null when nothing is stored.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>End of the stretch.</summary>
    public DateTimeOffset To { get; init; }
    /// <summary>Journeys that were looked at: the newest 50,000 at most.</summary>
    public int Journeys { get; init; }
    /// <summary>Events made of them.</summary>
    public long Events { get; init; }
    /// <summary>False when there are older journeys in the stretch that were not looked at.</summary>
    public bool IsComplete { get; init; }
    /// <summary>How often the rule would have fired.</summary>
    public int Fired { get; init; }
    /// <summary>On how many users; who was not signed in counts by his browser or key.</summary>
    public int Users { get; init; }
    /// <summary>In how many sessions that the findings name.</summary>
    public int Sessions { get; init; }
    /// <summary>The newest ten.</summary>
    public IReadOnlyList<Finding> Examples { get; init; } = [];
    /// <summary>What stored journeys do not hold, so that rules which live of it are silent here.</summary>
    public IReadOnlyList<string> CannotShow { get; init; } = [];
    /// <summary>How long it took.</summary>
    public double ElapsedSeconds { get; init; }
}
