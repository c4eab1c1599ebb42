namespace ServerSessions.Benchmarks.Running;

/// <summary>What was asked for beside the name.</summary>
/// <param name="IsQuick">Fewer and shorter runs, to see that it works; the figures are not to be quoted.</param>
internal sealed record BenchmarkOptions(bool IsQuick)
{
    public static BenchmarkOptions Parse(IEnumerable<string> arguments)
    {
        var quick = false;
        foreach (var argument in arguments)
        {
            if (argument != "--quick")
                throw new BenchmarkException($"\"{argument}\" is no option. The only one is --quick.");
            quick = true;
        }

        return new BenchmarkOptions(quick);
    }
}
