namespace ServerSessions.Benchmarks.Load;

/// <summary>What wrk saw.</summary>
/// <param name="Requests">Requests that were answered.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="P50">Median latency, µs.</param>
/// <param name="P99">99th percentile of the latency, µs.</param>
/// <param name="Failed">Errors of sockets, timeouts and statuses that are not 2xx or 3xx.</param>
internal sealed record WrkResult(long Requests, double Seconds, double P50, double P99, long Failed)
{
    public double PerSecond => Requests / Seconds;
}
