using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Opens the browser after a break, and it restores the payment page by itself.</summary>
internal sealed class RestoredTabs : IScenario
{
    public string Name => "restored-tabs";

    public string? ExpectedRule => null;

    public int Weight => 2;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var product = await browser.BrowseAsync(1, cancel);
        await browser.AddToCartAsync(product, cancel);
        await browser.ThinkAsync(2, 8, cancel);
        var address = await browser.OpenAsync(ShopPaths.Address, cancel);
        await browser.ThinkAsync(8, 20, cancel);
        await browser.FillAddressAsync(address, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromMinutes(50), cancel);
        var payment = await browser.OpenAsync(ShopPaths.Payment, cancel, typed: true);
        await browser.OpenAsync(product.Path, cancel, typed: true);
        await browser.ThinkAsync(8, 20, cancel);
        if (browser.Random.Next(2) == 0)
            return;
        var review = await browser.PayAsync(payment, "4242424242424242", cancel);
        await browser.ThinkAsync(3, 8, cancel);
        await browser.SubmitAsync(review, ShopPaths.Order, cancel);
    }
}
