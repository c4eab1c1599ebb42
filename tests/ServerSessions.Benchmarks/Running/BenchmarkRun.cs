namespace ServerSessions.Benchmarks.Running;

/// <summary>Runs a benchmark within its time and prints its last line.</summary>
internal static class BenchmarkRun
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(20);

    public static async Task<int> RunAsync(IBenchmark benchmark, string[] arguments)
    {
        using var stop = new CancellationTokenSource(MaxDuration);
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        try
        {
            var options = BenchmarkOptions.Parse(arguments);
            Machine.Print();
            var figures = await benchmark.RunAsync(options, stop.Token);
            Console.WriteLine($"\nload average {Machine.LoadAverage()} at the end{(options.IsQuick ? "; --quick: not to be quoted" : "")}");
            Console.WriteLine(figures.Line(benchmark.Name));
            return 0;
        }
        catch (BenchmarkException exception)
        {
            await Console.Error.WriteLineAsync($"{benchmark.Name}: {exception.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"{benchmark.Name}: stopped, by hand or because it took longer than {MaxDuration.TotalMinutes:0} minutes.");
            return 1;
        }
    }
}
