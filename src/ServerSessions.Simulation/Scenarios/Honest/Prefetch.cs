using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>The browser prefetches pages, including the checkout, and shows only some of them.</summary>
internal sealed class Prefetch : IScenario
{
    public string Name => "prefetch";

    public string? ExpectedRule => null;

    public int Weight => 2;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var product = await browser.BrowseAsync(1, cancel);
        foreach (var path in product.Links("/products/").Take(3))
            await browser.OpenAsync(path, cancel, prefetch: true);
        var cart = await browser.AddToCartAsync(product, cancel);
        await browser.OpenAsync(ShopPaths.Payment, cancel, prefetch: true);
        foreach (var path in cart.Links("/checkout/"))
            await browser.OpenAsync(path, cancel, prefetch: true);
        await browser.CheckOutAsync(cancel);
    }
}
