namespace ServerSessions;

/// <summary>A variant of an experiment.</summary>
/// <param name="Name">"B", OpenTelemetry's <c>feature_flag.result.variant</c>; at most 64 characters.</param>
/// <param name="Weight">Weight relative to the other variants; 1 by default, more than 0. A change moves people between variants.</param>
public sealed record ExperimentVariant(string Name, double Weight = 1);
