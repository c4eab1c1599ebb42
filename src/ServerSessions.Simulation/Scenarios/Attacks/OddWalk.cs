using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Signs in with its own account and requests a list of pages one by one, in an order that no person would choose, until it is refused.</summary>
internal sealed class OddWalk : IScenario
{
    private static readonly string[] Listed =
    [
        ShopPaths.Account, "/contact/thanks", ShopPaths.Wishlist, "/account/denied", ShopPaths.Contact, ShopPaths.Account, "/contact/thanks", ShopPaths.Cart, ShopPaths.Wishlist,
        "/account/denied", ShopPaths.Contact, "/contact/thanks", ShopPaths.Refunds,
    ];

    public string Name => "odd-walk";

    public string? ExpectedRule => "D19";

    public IReadOnlyList<string> AlsoTrue => ["D8"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        await browser.SignInAsync(visit.Person, cancel);
        foreach (var path in Listed)
        {
            await browser.ThinkAsync(2, 9, cancel);
            await browser.OpenAsync(path, cancel, expect: path is "/account/denied" or ShopPaths.Refunds ? 403 : 200, typed: true);
        }
    }
}
