namespace ServerSessions.Detection;

/// <summary>The usual count at one hour of the week.</summary>
/// <param name="Mean">Events in ten minutes.</param>
/// <param name="Deviation">Their standard deviation, at least what chance alone gives.</param>
/// <param name="Weeks">Number of weeks it was learned from.</param>
internal readonly record struct SiteHour(double Mean, double Deviation, int Weeks);
