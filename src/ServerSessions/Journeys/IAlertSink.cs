namespace ServerSessions.Journeys;

/// <summary>Takes over an alert that a commit has left in the outbox. Called again with the same alert after a crash.</summary>
internal interface IAlertSink
{
    ValueTask AcceptAsync(int partition, Alert alert, CancellationToken cancellation);
}
