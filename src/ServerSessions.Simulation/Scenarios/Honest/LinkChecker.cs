using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Follows every link of the front page and finds a few dead ones.</summary>
internal sealed class LinkChecker : IScenario
{
    public string Name => "link-checker";

    public VisitorKind Kind => VisitorKind.Crawler;

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.LinkChecker, Addresses.Anybody(visit.Random));
        var home = await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
        foreach (var path in home.Links("/").Where(path => !path.StartsWith("/demo/", StringComparison.Ordinal)))
        {
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(200, 900)), cancel);
            await browser.OpenAsync(path, cancel);
        }
        foreach (var dead in (string[])["/sale/2019", "/press", "/products/egg-cup"])
        {
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(200, 900)), cancel);
            await browser.OpenAsync(dead, cancel, expect: 404);
        }
    }
}
