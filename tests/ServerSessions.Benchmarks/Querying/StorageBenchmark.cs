using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>What a closed journey costs in Redis, and a day of rollups.</summary>
internal sealed class StorageBenchmark : IBenchmark
{
    public string Name => "storage";

    public string Purpose => "bytes of Redis memory a closed journey of ten steps takes with its indexes, and a day of rollups of 200 routes";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        var journeys = options.IsQuick ? 50_000 : 1_000_000;
        await using var history = await History.WriteAsync(journeys, cancellation);
        var rollups = await history.RollupBytesAsync();
        var each = history.BytesAJourney - ((double)rollups / journeys);
        Console.WriteLine($"\n{journeys} journeys of 10 steps over 30 days: {each:0.0} bytes each with their indexes, and {rollups / 30 / 1e6:0.00} MB of rollups a day before they are packed");
        // Yesterday, with as many routes and links as a larger site has.
        await using var yesterday = await History.WriteAsync(options.IsQuick ? 20_000 : 200_000, cancellation, days: 1, routes: 200, end: DateTimeOffset.UtcNow.Date);
        var loose = await yesterday.RollupBytesAsync();
        await yesterday.PackAsync(cancellation);
        var packed = await yesterday.RollupBytesAsync();
        Console.WriteLine($"Rollups of a day of {(options.IsQuick ? 20_000 : 200_000)} journeys over 200 routes in 16 partitions: {loose / 1e6:0.00} MB while it lasts, {packed / 1e6:0.00} MB packed");
        return new Figures().Add("bytes", each, 1).Add("rollupBytesADay", packed);
    }
}
