namespace ServerSessions;

/// <summary>A measured number of a finding, with its threshold.</summary>
/// <param name="Name">Name of the number, in words.</param>
/// <param name="Value">The measured number.</param>
/// <param name="Threshold">The threshold.</param>
public sealed record Measure(string Name, double Value, double Threshold);
