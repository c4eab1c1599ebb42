using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Buys twice, and fills in every form in a third of a second.</summary>
internal sealed class CheckoutBot : IScenario
{
    public string Name => "checkout-bot";

    public string? ExpectedRule => "D11";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        for (var purchase = 0; purchase < 2; purchase++)
        {
            var product = await browser.BrowseAsync(1, cancel);
            await browser.AddToCartAsync(product, cancel);
            var address = await browser.OpenAsync(ShopPaths.Address, cancel);
            await visit.Clock.WaitAsync(Typing(browser), cancel);
            var payment = await browser.FillAddressAsync(address, cancel);
            await visit.Clock.WaitAsync(Typing(browser), cancel);
            var review = await browser.PayAsync(payment, "4242424242424242", cancel);
            await visit.Clock.WaitAsync(Typing(browser), cancel);
            await browser.SubmitAsync(review, ShopPaths.Order, cancel);
        }
    }

    private static TimeSpan Typing(Browser browser) => TimeSpan.FromMilliseconds(browser.Random.Next(200, 500));
}
