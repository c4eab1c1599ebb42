namespace ServerSessions.Storage;

/// <summary>
/// The contract of a storage; the conformance suite in the tests defines it exactly. No call waits longer than the storage's own
/// timeout. A call that fails has taken effect completely or not at all, and can be repeated.
/// </summary>
internal interface ISessionStorage : IEventLog, IPartitionStore, IJourneyStore, IDocumentStore, INotifications
{
    /// <summary>Name in <c>/pipeline</c>: "in-process", "redis".</summary>
    string Name { get; }

    /// <summary>Connects, and checks what was stored at first use (the number of partitions) against the options.</summary>
    /// <exception cref="InvalidOperationException">They differ; the message names both values.</exception>
    ValueTask StartAsync(CancellationToken cancellationToken);
}
