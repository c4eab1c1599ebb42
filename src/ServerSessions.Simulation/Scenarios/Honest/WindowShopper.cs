using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Browses and leaves; some visitors reach the address form.</summary>
internal sealed class WindowShopper : IScenario
{
    public string Name => "window-shopper";

    public string? ExpectedRule => null;

    public int Weight => 6;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var product = await browser.BrowseAsync(browser.Random.Next(1, 6), cancel);
        if (browser.Random.Next(3) == 0)
        {
            await browser.ThinkAsync(3, 10, cancel);
            await browser.SubmitAsync(product, product.Path.Replace("/products/", "/wishlist/", StringComparison.Ordinal), cancel);
        }
        if (browser.Random.Next(3) > 0)
            return;
        await browser.AddToCartAsync(product, cancel);
        await browser.ThinkAsync(4, 12, cancel);
        await browser.OpenAsync(ShopPaths.Address, cancel);
    }
}
