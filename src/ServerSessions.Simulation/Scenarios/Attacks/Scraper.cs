using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Simple variant: a browser's user agent, and page after page as fast as possible.</summary>
internal sealed class Scraper : IScenario
{
    public string Name => "scraper";

    public string? ExpectedRule => "D11";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        var home = await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
        var products = home.Links("/products/");
        for (var page = 0; page < 120; page++)
        {
            await browser.OpenAsync(products[page % products.Count], cancel);
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(200, 400)), cancel);
        }
    }
}
