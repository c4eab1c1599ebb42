using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ServerSessions.Alerts.Budget;

/// <summary>One rule's alerts of a closed hour in which some were not sent one by one.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Hour">Hours since 1970 (UTC).</param>
/// <param name="Tally">How many were sent and how many were not.</param>
internal sealed record SuppressedAlerts(string Rule, long Hour, RuleTally Tally)
{
    /// <summary>Prefix of the ids of summaries.</summary>
    public const string Prefix = "flood_";

    /// <summary>Returns the summary for a target of the alerts that it accepts; null when it accepts none of them.</summary>
    /// <returns>The alert, whose count includes all of them, and the number of those that were not sent.</returns>
    public (Alert Alert, int Suppressed)? For(Func<Alert, bool> wants)
    {
        var wanted = Enum.GetValues<Severity>().Where(severity => wants(Summary(severity, 0, 0))).ToList();
        var held = wanted.Where(severity => Tally.Suppressed[(int)severity] > 0).ToList();
        if (held.Count == 0)
            return null;
        var suppressed = held.Sum(severity => Tally.Suppressed[(int)severity]);
        return (Summary(held[^1], wanted.Sum(severity => Tally.Sent[(int)severity]), suppressed), (int)Math.Min(int.MaxValue, suppressed));
    }

    private Alert Summary(Severity severity, long sent, long held)
    {
        var from = DateTimeOffset.UnixEpoch.AddHours(Hour);
        var to = from.AddHours(1);
        return new Alert
        {
            Id = Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Rule}|{Hour}"))).AsSpan(0, 16)),
            Finding = new Finding
            {
                Rule = Rule,
                Name = Tally.Name,
                Severity = severity,
                Subject = new Subject(ActorKind.Site, Pseudonym.None.ToString()),
                First = from,
                Raised = to,
                Last = to,
                Count = (int)Math.Min(int.MaxValue, sent + held),
                Reason = string.Create(CultureInfo.InvariantCulture,
                    $"{sent + held} alerts of rule {Rule} were raised, or rose in severity, between {from:yyyy-MM-dd HH:mm} and {to:HH:mm} UTC; {sent} were sent one by one and {held} were not. All of them are in the list of alerts."),
            },
        };
    }
}
