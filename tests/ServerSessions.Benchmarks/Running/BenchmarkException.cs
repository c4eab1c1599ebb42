namespace ServerSessions.Benchmarks.Running;

/// <summary>A benchmark cannot run, or what it measured cannot be trusted; the message says what to do.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
