namespace ServerSessions.Journeys;

/// <summary>Alerts operators that rules have lost evidence because a table of actors is full.</summary>
internal interface IEvidenceAlarm
{
    /// <param name="actors">Number of actors that were given up with their evidence since the last look.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask LostAsync(long actors, CancellationToken cancellationToken);
}
