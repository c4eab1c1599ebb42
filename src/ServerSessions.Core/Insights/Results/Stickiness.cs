namespace ServerSessions.Insights;

/// <summary>How regularly people come, over the last 28 days of the range.</summary>
/// <param name="DailyUsers">Mean number of users a day.</param>
/// <param name="WeeklyUsers">Number of users of the last 7 days.</param>
/// <param name="MonthlyUsers">Number of users of the last 28 days.</param>
/// <param name="Ratio">DailyUsers ÷ MonthlyUsers; null without users.</param>
public sealed record Stickiness(double DailyUsers, long WeeklyUsers, long MonthlyUsers, double? Ratio);
