namespace ServerSessions.Storage;

/// <summary>
/// What a storage must do; the conformance suite in the tests is its exact meaning. No call waits longer than the storage's own
/// timeout. A call that fails has either taken effect whole or not at all, and can be sent again.
/// </summary>
internal interface ISessionStorage : IEventLog, IPartitionStore, IJourneyStore, IDocumentStore, IHintBoard
{
    /// <summary>What people read in <c>/pipeline</c>: "in-process", "redis".</summary>
    string Name { get; }

    /// <summary>Connects, and checks what was stored at first use (the number of partitions) against the options.</summary>
    /// <exception cref="InvalidOperationException">They contradict each other; the message names both values.</exception>
    ValueTask StartAsync(CancellationToken cancellationToken);
}
