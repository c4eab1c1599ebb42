using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Scraping with a browser's headers and cookie, at the pace of a reader.</summary>
internal sealed class ScraperBrowser : IScenario
{
    private const int Searches = 450;

    public string Name => "scraper-browser";

    public string? ExpectedRule => "D17";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[0], Addresses.Attacker(visit.Random));
        for (var search = 0; search < Searches; search++)
        {
            await browser.OpenAsync(ShopPaths.Search($"item{search}"), cancel);
            await visit.Clock.WaitAsync(TimeSpan.FromSeconds(3 + (browser.Random.NextDouble() * 6)), cancel);
        }
    }
}
