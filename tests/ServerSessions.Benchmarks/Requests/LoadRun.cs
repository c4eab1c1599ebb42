using ServerSessions.Benchmarks.Load;
using ServerSessions.Benchmarks.Serving;

namespace ServerSessions.Benchmarks.Requests;

/// <summary>One load on one server: what wrk saw, and what the server's process used for a request until all of it was done.</summary>
/// <param name="Result">What wrk saw.</param>
/// <param name="CpuMicros">Processor time of the process, µs a request.</param>
/// <param name="Bytes">Allocated by the process, bytes a request.</param>
internal sealed record LoadRun(WrkResult Result, double CpuMicros, double Bytes)
{
    public static async Task<LoadRun> RunAsync(Wrk wrk, ChildServer server, string path, TimeSpan duration, CancellationToken cancellationToken)
    {
        var before = await server.SettledStatsAsync(cancellationToken);
        var result = await wrk.RunAsync(new Uri(server.Address, path), duration, cancellationToken);
        var after = await server.SettledStatsAsync(cancellationToken);
        return new LoadRun(
            result,
            (after.CpuMicroseconds - before.CpuMicroseconds) / result.Requests,
            (double)(after.AllocatedBytes - before.AllocatedBytes) / result.Requests);
    }
}
