namespace ServerSessions.Storage;

/// <summary>
/// Tells every process on this storage that there is something to read. A hint: it may be lost, so who listens looks by himself now and then.
/// </summary>
internal interface IHintBoard
{
    /// <summary>Wakes whoever listens to the topic, this process too.</summary>
    ValueTask TellAsync(string topic, CancellationToken cancellationToken);

    /// <summary>Returns when the topic was told, at once when that was since the last call, and at the latest after <paramref name="atMost"/>. For one listener in a process.</summary>
    ValueTask HearAsync(string topic, TimeSpan atMost, CancellationToken cancellationToken);
}
