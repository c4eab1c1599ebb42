namespace ServerSessions;

/// <summary>A purpose of a <see cref="TransparencyDocument"/>.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Why">What it is for.</param>
/// <param name="Mode">Whether it needs consent.</param>
/// <param name="LegalBasis">The legal basis as configured; null when the operator has not stated it.</param>
public sealed record TransparencyPurpose(TrackingPurposes Purpose, string Why, ConsentMode Mode, string? LegalBasis);
