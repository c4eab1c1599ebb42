using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Careful variant: enters an address, then posts the order without the payment.</summary>
internal sealed class SkippedPayment : IScenario
{
    public string Name => "skipped-payment";

    public string? ExpectedRule => "D9";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        var product = await browser.BrowseAsync(2, cancel);
        await browser.AddToCartAsync(product, cancel);
        var address = await browser.OpenAsync(ShopPaths.Address, cancel);
        await browser.ThinkAsync(6, 15, cancel);
        await browser.SubmitBlindAsync(address, ShopPaths.Address, ShopPaths.Address, cancel,
            ("Name", "Robin Reed"), ("Street", "Mill Lane 3"), ("PostalCode", "10115"), ("City", "Elmstead"));
        await browser.ThinkAsync(2, 5, cancel);
        await browser.SubmitBlindAsync(address, ShopPaths.Address, ShopPaths.Order, cancel);
    }
}
