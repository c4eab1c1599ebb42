using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>What a closed journey costs in Redis, and a day of rollups.</summary>
internal sealed class StorageBenchmark : IBenchmark
{
    public string Name => "storage";

    public string Purpose => "bytes of Redis memory a closed journey of ten steps takes with its indexes, and a day of rollups of 200 routes";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var journeys = options.Journeys > 0 ? options.Journeys : options.IsQuick ? 50_000 : 1_000_000;
        await using var history = await History.WriteAsync(journeys, cancellationToken);
        var rollups = await history.BytesAsync("*:rollup*");
        var each = history.BytesAJourney - ((double)rollups / journeys);
        var (blocks, names, users, all) = (
            await history.BytesAsync("*:blocks"), await history.BytesAsync("*:names"), await history.BytesAsync("*:users*"), await history.BytesAsync("*:journeys*"));
        Console.WriteLine($"\n{journeys} journeys of 10 steps over 30 days: {each:0.0} bytes each with their indexes, and {rollups / 30 / 1e6:0.00} MB of rollups a day before they are packed");
        Console.WriteLine($"By keys (MEMORY USAGE): blocks {(double)blocks / journeys:0.0}, their order {(double)names / journeys:0.0}, single ones {(double)(all - blocks - names) / journeys:0.0}, index of users {(double)users / journeys:0.0} bytes a journey");
        // Yesterday, with as many routes and links as a larger site has.
        await using var yesterday = await History.WriteAsync(options.IsQuick ? 20_000 : 200_000, cancellationToken, days: 1, routes: 200, end: DateTimeOffset.UtcNow.Date);
        var loose = await yesterday.BytesAsync("*:rollup*");
        await yesterday.PackAsync(cancellationToken);
        var packed = await yesterday.BytesAsync("*:rollup*");
        Console.WriteLine($"Rollups of a day of {(options.IsQuick ? 20_000 : 200_000)} journeys over 200 routes in 16 partitions: {loose / 1e6:0.00} MB while it lasts, {packed / 1e6:0.00} MB packed");
        return new Figures().Add("bytes", each, 1).Add("rollupBytesADay", packed).Add("labelledRollupBytesADay", await LabelledAsync(options, cancellationToken), 0);
    }

    // The same day with what figures about people are divided by, and a funnel and a flow that are declared.
    private static async Task<double> LabelledAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        string[] steps = ["GET /area0/page0/{id}", "GET /area1/page1/{id}", StoredHistory.Order];
        await using var day = await History.WriteAsync(
            options.IsQuick ? 20_000 : 200_000, cancellationToken, days: 1, routes: 200, end: DateTimeOffset.UtcNow.Date, labelled: true,
            configure: b => b.AddGoal(StoredHistory.Order).AddFlow("buy", steps).AddFunnel("buy", steps));
        var loose = await day.BytesAsync("*:rollup*");
        string[] folds = ["overview", "overview-day", "hours", "navigation", "paths", "friction", "abandonment", "funnel", "others-*", "left-out"];
        var each = new List<long>();
        foreach (var fold in folds)
            each.Add(await day.BytesAsync($"*:rollup:{fold}:*"));
        await day.PackAsync(cancellationToken);
        var packed = await day.BytesAsync("*:rollup*");
        foreach (var (fold, bytes) in folds.Zip(each))
            Console.WriteLine($"  {fold}: {bytes / 1e6:0.00} MB, {await day.BytesAsync($"*:rollup:{fold}:*") / 1e6:0.00} MB packed");
        Console.WriteLine($"With goals, values, campaigns, traits and crawlers: {loose / 1e6:0.00} MB while it lasts, {packed / 1e6:0.00} MB packed");
        return packed;
    }
}
