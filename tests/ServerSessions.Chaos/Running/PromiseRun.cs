namespace ServerSessions.Chaos.Running;

/// <summary>Runs one promise and prints its line. A directory with journals and logs stays behind when the promise was broken.</summary>
internal static class PromiseRun
{
    public static async Task<PromiseResult> RunAsync(IPromise promise, ChaosOptions options)
    {
        if (promise.NeedsCluster)
            options = options with { Cluster = true };
        var folder = Directory.CreateTempSubdirectory($"chaos-{promise.Name}-").FullName;
        var run = new ChaosRun(promise.Name, options, folder);
        run.Tell($"seed {options.Seed}{(options.Cluster ? ", cluster" : "")}{(options.Short ? ", short" : "")}: {promise.Says}");
        try
        {
            await promise.RunAsync(run);
        }
        catch (Exception exception)
        {
            // A harness that fails has shown nothing: that is no promise kept.
            run.Result.Require(false, exception.ToString());
        }

        await run.DisposeAsync();
        foreach (var broken in run.Result.Broken)
            Console.WriteLine($"  not reached: {broken}");
        if (run.Result.Held)
            Directory.Delete(folder, recursive: true);
        else
            Console.WriteLine($"  journals and logs: {folder}");
        Console.WriteLine(run.Result.Line);
        return run.Result;
    }
}
