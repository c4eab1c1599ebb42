using System.Text.Json;

namespace ServerSessions.Alerts.Webhooks;

/// <summary>The body of a webhook.</summary>
internal sealed record WebhookMessage(string Type, DateTimeOffset Timestamp, WebhookAlert Data)
{
    // An escaped character takes up to six bytes; with these limits the body stays below 20 kB.
    private const int MaxReasonLength = 1000;
    private const int MaxWordLength = 200;
    private const int MaxFigures = 8;

    /// <summary>Returns the body for an alert; the same alert always gives the same bytes.</summary>
    public static byte[] Encode(WebhookContent content)
    {
        var (alert, finding) = (content.Alert, content.Alert.Finding);
        var name = Cut(finding.Name, MaxWordLength);
        var message = new WebhookMessage(DigestAlerts.Is(alert) ? "session.digest.weekly" : "session.alert." + Word(name), finding.Raised, new WebhookAlert
        {
            Id = alert.Id,
            Rule = Cut(finding.Rule, MaxWordLength),
            Name = name,
            Severity = finding.Severity,
            PreviousSeverity = content.PreviousSeverity,
            Subject = new WebhookSubject(finding.Subject.Kind, Cut(finding.Subject.Hash, MaxWordLength)),
            First = finding.First,
            Last = finding.Last,
            Count = finding.Count,
            Reason = Cut(finding.Reason, MaxReasonLength),
            Link = content.Link,
            Induced = finding.Induced ? true : null,
            State = alert.State == AlertState.Open ? null : alert.State,
            StateReason = content.StateReason is { } given ? Cut(given, MaxReasonLength) : null,
            Suppressed = content.Suppressed,
            Figures = DigestAlerts.Is(alert) ? [.. finding.Measures.Take(MaxFigures).Select(m => new WebhookFigure(Cut(m.Name, MaxWordLength), m.Value, m.Threshold))] : null,
        });
        return JsonSerializer.SerializeToUtf8Bytes(message, AlertsJsonContext.Default.WebhookMessage);
    }

    private static string Word(string name) =>
        string.Create(name.Length, name, static (word, source) =>
        {
            for (var i = 0; i < word.Length; i++)
                word[i] = char.IsAsciiLetterOrDigit(source[i]) ? char.ToLowerInvariant(source[i]) : '_';
        });

    private static string Cut(string text, int max)
    {
        if (text.Length <= max) return text;
        return text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
    }
}
