namespace ServerSessions.Insights.Personal;

/// <summary>One week of a person.</summary>
/// <param name="Week">Its Monday, "2026-11-23".</param>
/// <param name="Seconds">Think time in it.</param>
/// <param name="Sessions">Sessions that began in it.</param>
/// <param name="Days">Days with a session.</param>
/// <param name="Modules">Different modules of courses that were opened in it.</param>
internal sealed record WeekUse(string Week, double Seconds, int Sessions, int Days, int Modules);
