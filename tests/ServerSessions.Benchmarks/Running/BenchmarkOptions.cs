namespace ServerSessions.Benchmarks.Running;

/// <summary>What was asked for beside the name.</summary>
/// <param name="IsQuick">Fewer and shorter runs, to see that it works; the figures are not to be quoted.</param>
/// <param name="Visitors">Cookies that come in turn.</param>
/// <param name="WithPeers">Compare with peers that need a server of their own, too.</param>
/// <param name="IsFrozen">Redis is stopped while requests are served.</param>
/// <param name="Journeys">Closed journeys that queries find; 0: as many as the benchmark has by itself.</param>
internal sealed record BenchmarkOptions(bool IsQuick, int Visitors, bool WithPeers = false, bool IsFrozen = false, int Journeys = 0)
{
    public const int DefaultVisitors = 5_000;
    private const int MaxVisitors = 100_000;
    private const int MaxJourneys = 10_000_000;

    public static BenchmarkOptions Parse(string[] arguments)
    {
        var options = new BenchmarkOptions(IsQuick: false, DefaultVisitors);
        for (var rest = arguments; rest is [var option, ..];)
        {
            (options, rest) = rest switch
            {
                ["--quick", .. var others] => (options with { IsQuick = true }, others),
                ["--frozen", .. var others] => (options with { IsFrozen = true }, others),
                ["--peers", .. var others] => (options with { WithPeers = true }, others),
                ["--visitors", var count, .. var others] when int.TryParse(count, out var visitors) && visitors is > 0 and <= MaxVisitors =>
                    (options with { Visitors = visitors }, others),
                ["--journeys", var count, .. var others] when int.TryParse(count, out var journeys) && journeys is >= 1_000 and <= MaxJourneys =>
                    (options with { Journeys = journeys }, others),
                _ => throw new BenchmarkException($"\"{option}\" is no option, or lacks its value. Expected --quick, --peers, --frozen, --visitors N, from 1 to {MaxVisitors}, or --journeys N, from 1000 to {MaxJourneys}."),
            };
        }

        return options;
    }
}
