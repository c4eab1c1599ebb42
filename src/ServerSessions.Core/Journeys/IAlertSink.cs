using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>Takes over an alert that a commit has left in the outbox. Called again with the same alert after a crash.</summary>
internal interface IAlertSink
{
    /// <param name="partition">Where the alert is kept.</param>
    /// <param name="position">Its place in the partition's outbox, by which it is counted once; null for what is told however many there are.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="isOfPersons">Its source only answers for what rules about persons found in induced requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask AcceptAsync(int partition, StreamPosition? position, Alert alert, bool isOfPersons, CancellationToken cancellationToken);
}
