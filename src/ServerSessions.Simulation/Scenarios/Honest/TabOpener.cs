using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Opens a dozen products in tabs within seconds, reads them for minutes, and repeats it.</summary>
internal sealed class TabOpener : IScenario
{
    public string Name => "tab-opener";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var home = await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
        var products = home.Links("/products/");
        for (var round = 0; round < 3; round++)
        {
            for (var tab = 0; tab < 10; tab++)
            {
                await browser.OpenAsync(products[(10 * round + tab) % products.Count], cancel);
                await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(250, 700)), cancel);
            }
            await visit.Clock.PauseAsync(TimeSpan.FromMinutes(3), cancel);
        }
    }
}
