using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Goes back in the checkout: pages come from the browser's cache without a request, and forms are sent again.</summary>
internal sealed class BackButton : IScenario
{
    public string Name => "back-button";

    public string? ExpectedRule => null;

    public int Weight => 2;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var product = await browser.BrowseAsync(2, cancel);
        await browser.AddToCartAsync(product, cancel);
        var address = await browser.OpenAsync(ShopPaths.Address, cancel);
        await browser.ThinkAsync(8, 20, cancel);
        var payment = await browser.FillAddressAsync(address, cancel);
        await browser.ThinkAsync(3, 8, cancel);
        // Back to the cached address page, which is corrected, and forward to the cached payment page.
        await browser.FillAddressAsync(address, cancel);
        await browser.ThinkAsync(3, 8, cancel);
        var review = await browser.PayAsync(payment, "4242424242424242", cancel);
        await browser.ThinkAsync(3, 8, cancel);
        await browser.PayAsync(payment, "4242424242424242", cancel);
        await browser.ThinkAsync(3, 8, cancel);
        await browser.SubmitAsync(review, ShopPaths.Order, cancel);
        await browser.ThinkAsync(2, 5, cancel);
        await browser.OpenAsync(ShopPaths.Home, cancel);
    }
}
