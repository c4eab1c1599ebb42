using ServerSessions.Alerts.Deliveries;

namespace ServerSessions.Alerts.Budget;

/// <summary>
/// Number of alerts that were sent and suppressed in this hour, and the outbox entries that are counted. Both are one document, so they change together
/// and an outbox that is processed twice counts once.
/// </summary>
internal sealed record AlertTallies
{
    /// <summary>Number of alerts of each rule and severity that are sent even when other rules have used up the budget: a flood of one rule must not hide another rule's alerts.</summary>
    public const int FirstOfRule = 2;

    // Some days of every rule, in case no process delivers.
    private const int MaxEnded = 1_000;

    /// <summary>Hours since 1970 (UTC).</summary>
    public long Hour { get; init; }

    /// <summary>By rule id.</summary>
    public IReadOnlyDictionary<string, RuleTally> Rules { get; init; } = new Dictionary<string, RuleTally>();

    /// <summary>By partition.</summary>
    public IReadOnlyDictionary<int, OutboxMark> Marks { get; init; } = new Dictionary<int, OutboxMark>();

    /// <summary>Suppressed alerts of closed hours that were not summarized yet.</summary>
    public IReadOnlyList<SuppressedAlerts> Ended { get; init; } = [];

    /// <summary>Whether the alert was admitted; null when it is not decided yet.</summary>
    public bool? WasAdmitted(int partition, string key) => Marks.TryGetValue(partition, out var mark) ? mark.Find(key) : null;

    /// <summary>Decides about one alert of the given hour.</summary>
    /// <param name="partition">Partition of the outbox.</param>
    /// <param name="key">The outbox entry.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="hour">Hours since 1970 (UTC).</param>
    /// <param name="limits">The budgets.</param>
    /// <param name="induced">
    /// Its source only answers for what rules about persons found in induced requests. A source's own finding is none of these, whatever its requests claim to be: a forged header
    /// must not take its place from an attack.
    /// </param>
    public (AlertTallies After, bool IsSent) Decide(int partition, string key, Finding finding, long hour, WebhookOptions limits, bool induced)
    {
        var now = At(hour);
        var tally = now.Rules.GetValueOrDefault(finding.Rule) ?? new RuleTally { Name = finding.Name };
        var sent = tally.Sent.Sum() < Share(limits.AlertsPerRuleAndHour, finding.Severity)
            && ((!induced && tally.OwnFrom(finding.Severity) < FirstOfRule) || now.Rules.Values.Sum(rule => rule.Sent.Sum()) < Share(limits.AlertsPerHour, finding.Severity));
        sent = sent && (!induced || (tally.Induced < ShareOfInduced(limits.AlertsPerRuleAndHour) && now.Rules.Values.Sum(rule => rule.Induced) < ShareOfInduced(limits.AlertsPerHour)));
        return (now with
        {
            Rules = new Dictionary<string, RuleTally>(now.Rules, StringComparer.Ordinal) { [finding.Rule] = tally.Add(finding.Severity, sent, induced) },
            Marks = new Dictionary<int, OutboxMark>(now.Marks) { [partition] = (Marks.GetValueOrDefault(partition) ?? OutboxMark.Empty).Add(key, sent) },
        }, sent);
    }

    /// <summary>Returns the tallies at the given hour: suppressed alerts of earlier hours then wait for their summaries. An hour before the current one changes nothing.</summary>
    public AlertTallies At(long hour) => hour <= Hour
        ? this
        : this with
        {
            Hour = hour,
            Rules = new Dictionary<string, RuleTally>(),
            Ended = [.. Ended.TakeLast(MaxEnded), .. Rules.Where(rule => rule.Value.Suppressed.Any(held => held > 0)).Select(rule => new SuppressedAlerts(rule.Key, Hour, rule.Value))],
        };

    public AlertTallies Without(IReadOnlyCollection<SuppressedAlerts> sent) =>
        this with { Ended = [.. Ended.Where(held => !sent.Any(one => one.Rule == held.Rule && one.Hour == held.Hour))] };

    // One hostile picture in a comment makes each of a thousand readers a source; their alerts must not displace those about what visitors did themselves.
    private static int ShareOfInduced(int budget) => Math.Max(1, budget / 4);

    // Low cannot use the last half of a budget, and Medium not the last quarter, so that High alerts are sent even when the budget is nearly used up.
    private static int Share(int budget, Severity severity) => Math.Max(1, severity switch
    {
        Severity.High => budget,
        Severity.Medium => budget - (budget / 4),
        _ => budget / 2,
    });
}
