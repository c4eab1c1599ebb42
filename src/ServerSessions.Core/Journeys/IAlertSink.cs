using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>Takes over an alert that a commit has left in the outbox. Called again with the same alert after a crash.</summary>
internal interface IAlertSink
{
    /// <param name="partition">Where the alert is kept.</param>
    /// <param name="position">Its position in the partition's outbox, by which the budget counts it once; null for an alert outside the budget.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="isOfPersons">Its source only answers for what rules about persons found in induced requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask AcceptAsync(int partition, StreamPosition? position, Alert alert, bool isOfPersons, CancellationToken cancellationToken);
}
