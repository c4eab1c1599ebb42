using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Browses, searches, adds products to the cart and buys them.</summary>
internal sealed class Shopper : IScenario
{
    public string Name => "shopper";

    public string? ExpectedRule => null;

    public int Weight => 6;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var product = await browser.BrowseAsync(browser.Random.Next(1, 4), cancel);
        if (browser.Random.Next(2) == 0)
            product = await browser.SearchAsync(cancel);
        await browser.AddToCartAsync(product, cancel);
        await browser.CheckOutAsync(cancel);
    }
}
