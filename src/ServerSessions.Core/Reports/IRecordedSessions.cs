namespace ServerSessions.Reports;

/// <summary>Knows which sessions have a recording, for lists of sessions.</summary>
internal interface IRecordedSessions
{
    ValueTask<IReadOnlySet<SessionId>> ListAsync(CancellationToken cancellationToken);
}
