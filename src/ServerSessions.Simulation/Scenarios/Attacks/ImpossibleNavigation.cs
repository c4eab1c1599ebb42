using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Fills a cart and posts the order, without address and payment.</summary>
internal sealed class ImpossibleNavigation : IScenario
{
    public string Name => "impossible-navigation";

    public string? ExpectedRule => "D9";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        var product = await browser.BrowseAsync(1, cancel);
        await browser.AddToCartAsync(product, cancel);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await browser.ThinkAsync(1, 3, cancel);
            await browser.SubmitBlindAsync(product, ShopPaths.CartItems, ShopPaths.Order, cancel);
        }
    }
}
