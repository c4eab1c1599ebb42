using System.Text.Json;

namespace ServerSessions.Chaos.Children;

/// <summary>How a child stands: the product's own counters, what the child offered, and what its process takes.</summary>
internal sealed record ChildStats
{
    /// <summary>Events that the queue was offered (producer), or requests that were served (web).</summary>
    public long Offered { get; init; }

    /// <summary>Of the offered, those that the queue did not take because it was full (producer).</summary>
    public long Refused { get; init; }

    public long Recorded { get; init; }

    public long Dropped { get; init; }

    public long Excluded { get; init; }

    public IReadOnlyList<NamedCount> DroppedByReason { get; init; } = [];

    public int Queued { get; init; }

    /// <summary>Managed memory that lives, bytes, after a collection.</summary>
    public long Managed { get; init; }

    /// <summary>What the process takes of the machine, bytes.</summary>
    public long Resident { get; init; }

    public long Warnings { get; init; }

    public long Errors { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ChildStats Parse(string json) => JsonSerializer.Deserialize<ChildStats>(json)!;
}
