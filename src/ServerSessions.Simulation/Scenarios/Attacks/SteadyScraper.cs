using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Careful variant: no faster than people, but at exactly regular intervals.</summary>
internal sealed class SteadyScraper : IScenario
{
    public string Name => "steady-scraper";

    public string? ExpectedRule => "D11";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        var home = await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
        var products = home.Links("/products/");
        for (var page = 0; page < 60; page++)
        {
            await browser.OpenAsync(page % 3 == 2 ? ShopPaths.Search($"item{page}") : products[page % products.Count], cancel);
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(3_900, 4_100)), cancel);
        }
    }
}
