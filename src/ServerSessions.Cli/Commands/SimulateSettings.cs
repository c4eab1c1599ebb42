using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios;

namespace ServerSessions.Cli.Commands;

/// <summary>The command line of <c>sessions simulate</c>, checked.</summary>
/// <param name="Url">Null for in process.</param>
/// <param name="Json">One JSON object instead of the report.</param>
/// <param name="Seed">The same seed gives the same visitors.</param>
/// <param name="Visitors">Visits; null for the default.</param>
/// <param name="Duration">Time over which they come; null for the default.</param>
/// <param name="Scenarios">Empty for the default.</param>
/// <param name="Evasions">Measure evasions instead.</param>
internal sealed record SimulateSettings(Uri? Url, bool Json, int Seed, int? Visitors, TimeSpan? Duration, IReadOnlyList<string> Scenarios, bool Evasions = false)
{
    private const int InProcessVisitors = 500;
    private const int UrlVisitors = 60;
    private static readonly TimeSpan InProcessDuration = TimeSpan.FromDays(14);
    private static readonly TimeSpan UrlDuration = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxBreak = TimeSpan.FromDays(2);

    /// <summary>The settings of a simulation; defaults differ, because in process days pass in seconds.</summary>
    public SimulationOptions Options => Url is null
        ? new SimulationOptions
        {
            Seed = Seed,
            Visitors = Visitors ?? InProcessVisitors,
            Duration = Duration ?? InProcessDuration,
            Scenarios = Scenarios.Count == 0 ? [ScenarioCatalogue.Everything] : Scenarios,
            LongestPause = MaxBreak,
        }
        : new SimulationOptions { Seed = Seed, Visitors = Visitors ?? UrlVisitors, Duration = Duration ?? UrlDuration, Scenarios = Scenarios };
}
