using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerSessions.Alerts.Webhooks;

/// <summary>Slack's incoming webhook: one text, with what Slack reads as markup escaped. It checks no signature; its address is the secret.</summary>
internal sealed class SlackWebhookFormatter : IWebhookFormatter
{
    private const int MaxTextLength = 1000;

    public string Name => "slack";

    public bool NeedsSecret => false;

    public byte[] Format(WebhookContent content)
    {
        var finding = content.Alert.Finding;
        var state = content.Alert.State == AlertState.Open ? "" : $" ({content.Alert.State})";
        var why = content.StateReason is { } given ? $"\n{Escape(given)}" : "";
        var more = content.Suppressed is { } suppressed ? $"\n{suppressed} more were not sent one by one; {finding.Count} in all." : "";
        var link = content.Link is { } url ? $"\n<{Escape(url)}|Open the alert>" : "";
        var rise = content.PreviousSeverity is { } previous ? $" (was {previous})" : "";
        if (DigestAlerts.Is(content.Alert))
            return Message($"*Weekly digest*\n{Escape(finding.Reason)}" + (content.Link is { } page ? $"\n<{Escape(page)}|Open the figures>" : ""));
        var text = $"*{Escape(finding.Severity.ToString())}*{rise} {Escape(finding.Rule)} {Escape(finding.Name)}{state}{why}\n{Escape(finding.Reason)}{more}{link}";
        return Message(text);
    }

    private static byte[] Message(string text) => JsonSerializer.SerializeToUtf8Bytes(new SlackMessage(text), SlackJsonContext.Default.SlackMessage);

    // Slack requires these three to be escaped. Unescaped, an attacker's text could mention everyone or show a link.
    private static string Escape(string text) => (text.Length <= MaxTextLength ? text : text[..MaxTextLength] + "…")
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}

internal sealed record SlackMessage(string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SlackMessage))]
internal sealed partial class SlackJsonContext : JsonSerializerContext;
