namespace ServerSessions.Benchmarks.Running;

/// <summary>Says what there is to run.</summary>
internal static class Usage
{
    public static int Print(IReadOnlyList<IBenchmark> benchmarks, string[] arguments)
    {
        if (arguments is [var given, ..] && given is not ("--help" or "-h"))
            Console.Error.WriteLine($"There is no benchmark \"{given}\".\n");
        Console.WriteLine("dotnet run -c Release --project tests/ServerSessions.Benchmarks -- NAME [--quick] [--peers] [--visitors N]\n");
        foreach (var benchmark in benchmarks)
            Console.WriteLine($"  {benchmark.Name,-9} {benchmark.Purpose}");
        Console.WriteLine("\n  --quick        fewer and shorter runs, to see that it works; its figures are not to be quoted");
        Console.WriteLine("  --peers        request: peers that need a Redis or a collector, too");
        Console.WriteLine($"  --visitors N   cookies that come in turn, {BenchmarkOptions.DefaultVisitors} by default");
        Console.WriteLine("\nEach prints its tables and, as its last line, NAME key=value key=value …");
        return arguments is [] or ["--help" or "-h", ..] ? 0 : 1;
    }
}
