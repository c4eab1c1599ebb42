namespace ServerSessions.Alerts.Budget;

/// <summary>Number of alerts sent one by one in this hour, number of suppressed alerts, and the budgets.</summary>
internal sealed record AlertBudgetReport
{
    /// <summary>Start of the hour (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    public required int PerHour { get; init; }

    public required int PerRuleAndHour { get; init; }

    public required long Sent { get; init; }

    public required long Suppressed { get; init; }

    /// <summary>By rule, in descending order of suppressed alerts.</summary>
    public required IReadOnlyList<RuleBudgetReport> Rules { get; init; }

    public static AlertBudgetReport Of(AlertTallies tallies, WebhookOptions limits)
    {
        var rules = tallies.Rules.Select(rule => new RuleBudgetReport(rule.Key, rule.Value.Name, rule.Value.Sent.Sum(), rule.Value.Suppressed.Sum()))
            .OrderByDescending(rule => rule.Suppressed).ThenBy(rule => rule.Rule, StringComparer.Ordinal).ToList();
        return new AlertBudgetReport
        {
            Since = DateTimeOffset.UnixEpoch.AddHours(tallies.Hour),
            PerHour = limits.AlertsPerHour,
            PerRuleAndHour = limits.AlertsPerRuleAndHour,
            Sent = rules.Sum(rule => rule.Sent),
            Suppressed = rules.Sum(rule => rule.Suppressed),
            Rules = rules,
        };
    }
}
