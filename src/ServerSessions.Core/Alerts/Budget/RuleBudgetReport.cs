namespace ServerSessions.Alerts.Budget;

/// <summary>One rule's alerts of this hour.</summary>
internal sealed record RuleBudgetReport(string Rule, string Name, long Sent, long Suppressed);
