namespace ServerSessions;

/// <summary>What a webhook tells.</summary>
/// <param name="Alert">The alert; without its evidence it is enough to act or to ask.</param>
/// <param name="Link">Its admin page; null without <see cref="WebhookOptions.PublicUrl"/>.</param>
/// <param name="Suppressed">
/// In the summary that ends an alert's hour: equal triggers that were not sent one by one. In the summary of a rule's hour in which there were too
/// many alerts: those that were not sent. Else null.
/// </param>
public sealed record WebhookContent(Alert Alert, string? Link, int? Suppressed)
{
    /// <summary>In the message of a rise in severity: what it was before. Else null, also in summaries and where people have decided about the alert.</summary>
    public Severity? PreviousSeverity => Suppressed is null && Alert.State == AlertState.Open ? Alert.Finding.PreviousSeverity : null;
}
