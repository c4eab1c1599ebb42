namespace ServerSessions.Detection;

/// <summary>What is usual at one hour of the week.</summary>
/// <param name="Mean">Events in ten minutes.</param>
/// <param name="Deviation">Their standard deviation, at least what chance alone gives.</param>
/// <param name="Weeks">Weeks it was learnt from.</param>
internal readonly record struct SiteHour(double Mean, double Deviation, int Weeks);
