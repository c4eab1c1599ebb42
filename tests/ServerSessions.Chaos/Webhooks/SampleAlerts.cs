using System.Globalization;

namespace ServerSessions.Chaos.Webhooks;

/// <summary>Alerts that differ by their number only.</summary>
internal static class SampleAlerts
{
    public static Alert Of(int number, DateTimeOffset time) => new()
    {
        Id = Id(number),
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

    /// <summary>Whether it is the id of one of the first alerts, up to a number.</summary>
    public static bool IsOne(string id, int count) => Enumerable.Range(1, count).Any(number => Id(number) == id);

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"alert_{number:x32}");
}
