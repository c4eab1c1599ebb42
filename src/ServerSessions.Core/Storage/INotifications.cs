namespace ServerSessions.Storage;

/// <summary>
/// Notifies every process on this storage that there is something to read. Delivery is best effort; subscribers must also poll.
/// </summary>
internal interface INotifications
{
    /// <summary>Wakes the subscribers of the topic, also in this process.</summary>
    ValueTask PublishAsync(string topic, CancellationToken cancellationToken);

    /// <summary>Returns when the topic was published to, at once if that was since the last call, and at the latest after <paramref name="atMost"/>. One subscriber per process.</summary>
    ValueTask WaitForAsync(string topic, TimeSpan atMost, CancellationToken cancellationToken);
}
