using ServerSessions.Model;

namespace ServerSessions.Insights;

/// <summary>
/// A fold whose state is named numbers: those of an hour or a day are committed with the journeys they were counted from, and merged
/// they give what folding the journeys again would give.
/// </summary>
internal interface IRollupFold
{
    IReadOnlyDictionary<string, long> Fields { get; }

    void Add(Journey journey);

    void Merge(IReadOnlyDictionary<string, long> fields);

    /// <summary>How a field takes a new value.</summary>
    RollupMerge MergeOf(string field);
}
