namespace ServerSessions;

/// <summary>The content of a webhook message.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Link">Address of its admin page; null without <see cref="WebhookOptions.PublicUrl"/>.</param>
/// <param name="Suppressed">
/// In the summary at the end of an alert's hour: number of equal triggers that were not sent one by one. In the summary of a rule's hour with too many
/// alerts: number of alerts that were not sent. Otherwise null.
/// </param>
public sealed record WebhookContent(Alert Alert, string? Link, int? Suppressed)
{
    /// <summary>In the message of a rise in severity: the severity before. Otherwise null, also in summaries and after people have decided about the alert.</summary>
    public Severity? PreviousSeverity => Suppressed is null && Alert.State == AlertState.Open ? Alert.Finding.PreviousSeverity : null;

    /// <summary>In the message of a change of state: the reason of the state that the alert has now; null where none was given, and while the alert is open.</summary>
    public string? StateReason => Alert.State == AlertState.Open ? null : Alert.Handling?.LastOrDefault(h => h.State == Alert.State)?.Reason;
}
