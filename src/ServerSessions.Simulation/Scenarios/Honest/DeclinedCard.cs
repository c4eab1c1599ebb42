using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>
/// A card is declined three times. Of people who then read a tip, <see cref="StaysWithTip"/> try another one; of the others, <see cref="Stays"/>: the true effect
/// of the tip.
/// </summary>
internal sealed class DeclinedCard : IScenario
{
    /// <summary>Part of the tip's text.</summary>
    public const string Tip = "Another card often works";

    public const double StaysWithTip = 0.8;
    public const double Stays = 0.4;
    private const int Tries = 3;

    public string Name => "declined-card";

    public string? ExpectedRule => null;

    public int Weight => 2;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var product = await browser.BrowseAsync(browser.Random.Next(1, 3), cancel);
        await browser.AddToCartAsync(product, cancel);
        await browser.ThinkAsync(2, 8, cancel);
        var address = await browser.OpenAsync(ShopPaths.Address, cancel);
        await browser.ThinkAsync(8, 30, cancel);
        var payment = await browser.FillAddressAsync(address, cancel);
        for (var tries = 0; tries < Tries; tries++)
        {
            await browser.ThinkAsync(8, 25, cancel);
            payment = await browser.PayAsync(payment, ShopWalk.DeclinedCard, cancel, expect: 400);
        }

        if (browser.Random.NextDouble() >= (payment.Html.Contains(Tip, StringComparison.Ordinal) ? StaysWithTip : Stays))
            return;
        await browser.ThinkAsync(8, 30, cancel);
        var review = await browser.PayAsync(payment, ShopWalk.GoodCard, cancel);
        await browser.ThinkAsync(3, 10, cancel);
        await browser.SubmitAsync(review, ShopPaths.Order, cancel);
    }
}
