namespace ServerSessions.Response;

/// <summary>Tells operators that decisions find no room.</summary>
internal interface IDecisionAlarm
{
    ValueTask FullAsync(string reason, CancellationToken cancellationToken);
}
