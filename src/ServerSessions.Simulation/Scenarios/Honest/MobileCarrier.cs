using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>A phone whose carrier changes its address from page to page, within a few addresses.</summary>
internal sealed class MobileCarrier : IScenario
{
    public string Name => "mobile-carrier";

    public string? ExpectedRule => null;

    public int Weight => 2;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3, 5)], Addresses.Carrier(visit.Random));
        var product = await browser.BrowseAsync(1, cancel);
        browser.MoveTo(Addresses.Carrier(visit.Random));
        await browser.AddToCartAsync(product, cancel);
        browser.MoveTo(Addresses.Carrier(visit.Random));
        await browser.CheckOutAsync(cancel);
    }
}
