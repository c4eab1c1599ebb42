using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Sends no user agent, invents most of its paths and scans slowly.</summary>
internal sealed class NamelessScanner : IScenario
{
    public string Name => "nameless-scanner";

    public string? ExpectedRule => "D13";

    public IReadOnlyList<string> AlsoTrue => ["D11", "D12"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Nameless, Addresses.Attacker(visit.Random));
        for (var probe = 0; probe < 24; probe++)
        {
            var path = probe % 4 == 0 ? browser.Random.PickFrom(ProbePaths.WellKnown) : ProbePaths.Invented(browser.Random);
            await browser.OpenAsync(path, cancel, expect: 404, typed: true);
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(300, 1500)), cancel);
        }
    }
}
