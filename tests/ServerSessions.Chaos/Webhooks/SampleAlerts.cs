using System.Globalization;

namespace ServerSessions.Chaos.Webhooks;

/// <summary>Alerts that differ by their number only.</summary>
internal static class SampleAlerts
{
    public static Alert Of(int number, DateTimeOffset time) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"alert_{number:x32}"),
        Finding = new Finding
        {
            Rule = "D13",
            Name = "probing",
            Severity = Severity.High,
            Subject = new Subject(ActorKind.Session, number.ToString("x32", CultureInfo.InvariantCulture)),
            First = time,
            Raised = time,
            Last = time,
            Count = 1,
            Reason = "Made by the harness.",
        },
    };
}
