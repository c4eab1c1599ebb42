namespace ServerSessions.Reports;

/// <summary>What browsers and users decided about one purpose.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Granted">Number of those whose newest decision grants it.</param>
/// <param name="Refused">Number of those whose newest decision refuses it.</param>
public sealed record ConsentCount(TrackingPurposes Purpose, int Granted, int Refused);
