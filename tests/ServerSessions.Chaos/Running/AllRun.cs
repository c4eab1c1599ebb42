using System.Diagnostics;

namespace ServerSessions.Chaos.Running;

/// <summary>Runs every promise, one after another; the last line counts them as the test command does.</summary>
internal static class AllRun
{
    public static async Task<int> RunAsync(IReadOnlyList<IPromise> promises, ChaosOptions options)
    {
        var since = Stopwatch.GetTimestamp();
        var results = new List<PromiseResult>();
        foreach (var promise in promises)
            results.Add(await PromiseRun.RunAsync(promise, options));
        Console.WriteLine();
        foreach (var result in results)
            Console.WriteLine(result.Line);
        var failed = results.Count(r => !r.Held);
        Console.WriteLine($"promises: {results.Count - failed} passed, {failed} failed in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
        return failed == 0 ? 0 : 1;
    }
}
