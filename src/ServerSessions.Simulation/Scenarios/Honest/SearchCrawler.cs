using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>A crawler that names itself requests robots.txt and pages of a shop that was at this address before.</summary>
internal sealed class SearchCrawler : IScenario
{
    public string Name => "search-crawler";

    public VisitorKind Kind => VisitorKind.Crawler;

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Crawler, Addresses.Anybody(visit.Random));
        await browser.OpenAsync("/robots.txt", cancel, expect: 404, typed: true);
        var home = await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
        foreach (var path in home.Links("/products/"))
        {
            await visit.Clock.WaitAsync(TimeSpan.FromSeconds(8 + 4 * browser.Random.NextDouble()), cancel);
            await browser.OpenAsync(path, cancel, typed: true);
            await visit.Clock.WaitAsync(TimeSpan.FromSeconds(8 + 4 * browser.Random.NextDouble()), cancel);
            await browser.OpenAsync(path.Replace("/products/", "/shop/item/", StringComparison.Ordinal), cancel, expect: 404, typed: true);
        }
    }
}
