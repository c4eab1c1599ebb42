namespace ServerSessions;

/// <summary>The first evaluation of a variant of an experiment in a session.</summary>
/// <param name="Experiment">OpenTelemetry's <c>feature_flag.key</c>.</param>
/// <param name="Variant">OpenTelemetry's <c>feature_flag.result.variant</c>.</param>
/// <param name="Time">Start of the request that evaluated it (UTC).</param>
public sealed record Exposure(string Experiment, string Variant, DateTimeOffset Time);
