using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Signs in, looks at the orders, buys again and signs out.</summary>
internal sealed class ReturningCustomer : IScenario
{
    public string Name => "returning-customer";

    public string? ExpectedRule => null;

    public int Weight => 4;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Customer);
        await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
        await browser.ThinkAsync(2, 6, cancel);
        await browser.SignInAsync(visit.Customer, cancel);
        var product = await browser.BrowseAsync(browser.Random.Next(1, 3), cancel);
        await browser.AddToCartAsync(product, cancel);
        await browser.CheckOutAsync(cancel);
        await browser.ThinkAsync(3, 8, cancel);
        await browser.SignOutAsync(cancel);
    }
}
