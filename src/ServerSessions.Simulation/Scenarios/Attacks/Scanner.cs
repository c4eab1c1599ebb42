using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>A scanner's list of well-known vulnerable paths, then invented paths, as fast as possible.</summary>
internal sealed class Scanner : IScenario
{
    public string Name => "scanner";

    public string? ExpectedRule => "D13";

    public IReadOnlyList<string> AlsoTrue => ["D12"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Script, Addresses.Attacker(visit.Random));
        foreach (var path in ProbePaths.WellKnown.Concat(Enumerable.Range(0, 10).Select(_ => ProbePaths.Invented(browser.Random))))
        {
            await browser.OpenAsync(path, cancel, expect: 404, typed: true);
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(40, 160)), cancel);
        }
    }
}
