namespace ServerSessions;

/// <summary>A number of a finding against the threshold that it passed.</summary>
/// <param name="Name">What was counted, in words.</param>
/// <param name="Value">The number seen.</param>
/// <param name="Threshold">The number from which it counts.</param>
public sealed record Measure(string Name, double Value, double Threshold);
