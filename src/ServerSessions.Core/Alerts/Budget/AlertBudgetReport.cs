namespace ServerSessions.Alerts.Budget;

/// <summary>What was sent one by one in this hour, what was not, and how much is allowed.</summary>
internal sealed record AlertBudgetReport
{
    /// <summary>Begin of the hour (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    public required int PerHour { get; init; }

    public required int PerRuleAndHour { get; init; }

    public required long Told { get; init; }

    public required long Suppressed { get; init; }

    /// <summary>By rule, those with the most left out first.</summary>
    public required IReadOnlyList<RuleBudgetReport> Rules { get; init; }

    public static AlertBudgetReport Of(AlertTallies tallies, WebhookOptions limits)
    {
        var rules = tallies.Rules.Select(rule => new RuleBudgetReport(rule.Key, rule.Value.Name, rule.Value.Told.Sum(), rule.Value.Held.Sum()))
            .OrderByDescending(rule => rule.Suppressed).ThenBy(rule => rule.Rule, StringComparer.Ordinal).ToList();
        return new AlertBudgetReport
        {
            Since = DateTimeOffset.UnixEpoch.AddHours(tallies.Hour),
            PerHour = limits.AlertsPerHour,
            PerRuleAndHour = limits.AlertsPerRuleAndHour,
            Told = rules.Sum(rule => rule.Told),
            Suppressed = rules.Sum(rule => rule.Suppressed),
            Rules = rules,
        };
    }
}
