using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Sends one search after the other, two a second, without keeping a cookie.</summary>
internal sealed class SearchScraper : IScenario
{
    private const int Searches = 600;

    public string Name => "search-scraper";

    public string? ExpectedRule => "D17";

    public IReadOnlyList<string> AlsoTrue => ["D18"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Script, Addresses.Attacker(visit.Random));
        for (var search = 0; search < Searches; search++)
        {
            browser.Cookies.Clear();
            await browser.OpenAsync(ShopPaths.Search($"item{search}"), cancel, typed: true);
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(300, 700)), cancel);
        }
    }
}
