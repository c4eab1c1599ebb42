using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>A script that never returns a cookie opens a page twice a second; most of them send the headers of a browser.</summary>
internal sealed class SessionFlood : IScenario
{
    public string Name => "session-flood";

    public string? ExpectedRule => "D18";

    public IReadOnlyList<string> AlsoTrue => ["D11", "D17"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var profile = visit.Random.Next(4) == 0 ? BrowserProfile.Script : BrowserProfile.Everyday[visit.Random.Next(3)];
        var browser = visit.Open(profile, Addresses.Attacker(visit.Random));
        for (var opened = 0; opened < 300; opened++)
        {
            browser.Cookies.Clear();
            await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(400 + browser.Random.Next(100)), cancel);
        }
    }
}
