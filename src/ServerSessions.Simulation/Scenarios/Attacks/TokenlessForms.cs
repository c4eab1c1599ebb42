using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Simple variant: posts to the cart without ever loading its form.</summary>
internal sealed class TokenlessForms : IScenario
{
    public string Name => "tokenless-forms";

    public string? ExpectedRule => "D10";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        var nothing = new Page(ShopPaths.Home, 200, "");
        for (var attempt = 0; attempt < 6; attempt++)
        {
            await browser.SubmitBlindAsync(nothing, ShopPaths.CartItems, ShopPaths.CartItems, cancel, ("slug", "tea-tin"), ("quantity", "1"));
            await visit.Clock.WaitAsync(TimeSpan.FromSeconds(browser.Random.Next(2, 6)), cancel);
        }
    }
}
