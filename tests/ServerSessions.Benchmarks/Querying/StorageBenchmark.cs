using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>What a closed journey costs in Redis.</summary>
internal sealed class StorageBenchmark : IBenchmark
{
    public string Name => "storage";

    public string Purpose => "bytes of Redis memory a closed journey of ten steps takes, indexes and rollups included";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        var journeys = options.IsQuick ? 50_000 : 1_000_000;
        await using var history = await History.WriteAsync(journeys, cancellation);
        Console.WriteLine($"\n{journeys} journeys of 10 steps over {StoredHistory.Days} days: {history.BytesAJourney:0.0} bytes each");
        return new Figures().Add("bytes", history.BytesAJourney, 1);
    }
}
