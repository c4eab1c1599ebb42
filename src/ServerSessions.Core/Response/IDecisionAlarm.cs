namespace ServerSessions.Response;

/// <summary>Alerts operators that decisions exceed their limit.</summary>
internal interface IDecisionAlarm
{
    ValueTask FullAsync(string reason, CancellationToken cancellationToken);
}
