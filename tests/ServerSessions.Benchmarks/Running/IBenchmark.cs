namespace ServerSessions.Benchmarks.Running;

/// <summary>One benchmark: it prints its tables and gives the figures of the last line.</summary>
internal interface IBenchmark
{
    string Name { get; }

    /// <summary>What it compares, in a line.</summary>
    string Purpose { get; }

    Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken);
}
