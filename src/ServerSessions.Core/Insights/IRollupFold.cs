namespace ServerSessions.Insights;

/// <summary>
/// A fold whose state is named numbers that add up: those of an hour or a day are committed with the journeys they were counted from, and merged
/// they give what folding the journeys again would give. A journey that no longer counts is subtracted, so no number is a maximum.
/// </summary>
internal interface IRollupFold
{
    IReadOnlyDictionary<string, long> Fields { get; }

    void Add(Journey journey);

    void Merge(IReadOnlyDictionary<string, long> fields);
}
