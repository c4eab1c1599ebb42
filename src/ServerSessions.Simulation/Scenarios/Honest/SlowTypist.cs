using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Takes minutes for every form, and completes the order.</summary>
internal sealed class SlowTypist : IScenario
{
    public string Name => "slow-typist";

    public string? ExpectedRule => null;

    public int Weight => 2;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var product = await browser.BrowseAsync(1, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromMinutes(4), cancel);
        await browser.AddToCartAsync(product, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromMinutes(6), cancel);
        var address = await browser.OpenAsync(ShopPaths.Address, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromMinutes(12), cancel);
        var payment = await browser.FillAddressAsync(address, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromMinutes(9), cancel);
        var review = await browser.PayAsync(payment, "4242424242424242", cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromMinutes(3), cancel);
        await browser.SubmitAsync(review, ShopPaths.Order, cancel);
    }
}
