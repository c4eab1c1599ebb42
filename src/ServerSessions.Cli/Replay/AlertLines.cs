using System.Text.Json;

namespace ServerSessions.Cli.Replay;

/// <summary>The file of <c>--alerts</c>: one line an alert, by the time it was raised.</summary>
internal static class AlertLines
{
    public static void Write(JsonLines lines, IEnumerable<ReplayAlert> alerts)
    {
        foreach (var alert in alerts)
            lines.Write(alert, Members);
    }

    private static void Members(Utf8JsonWriter json, ReplayAlert alert)
    {
        var (finding, subject, requests) = (alert.Finding, alert.Subject, alert.Requests);
        json.WriteString("rule"u8, finding.Rule);
        json.WriteString("name"u8, finding.Name);
        json.WriteString("severity"u8, finding.Severity.ToString().ToLowerInvariant());
        json.WriteStartObject("subject"u8);
        Optional(json, "ip", subject.Address);
        Optional(json, "userAgent", subject.UserAgent);
        Optional(json, "session", subject.Session);
        Optional(json, "account", subject.Account);
        json.WriteEndObject();
        if (alert.Addresses.Count > 0)
        {
            json.WriteStartArray("addresses"u8);
            foreach (var address in alert.Addresses)
                json.WriteStringValue(address);
            json.WriteEndArray();
        }

        json.WriteString("first"u8, finding.First.UtcDateTime);
        json.WriteString("raised"u8, finding.Raised.UtcDateTime);
        json.WriteString("last"u8, finding.Last.UtcDateTime);
        json.WriteNumber("evidence"u8, finding.Count);
        json.WriteNumber("requests"u8, requests);
        json.WriteString("reason"u8, finding.Reason);
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
