using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Careful variant: gets a form in one browser, and sends it with its token from another one that never loaded a page.</summary>
internal sealed class BorrowedToken : IScenario
{
    public string Name => "borrowed-token";

    public string? ExpectedRule => "D10";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var address = Addresses.Attacker(visit.Random);
        var first = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], address);
        var product = await first.BrowseAsync(1, cancel);
        var second = visit.Open(first.Profile, address);
        second.Cookies.CopyFrom(first.Cookies, but: CookieJar.IsSession);
        await second.ThinkAsync(5, 20, cancel);
        await second.SubmitBlindAsync(product, ShopPaths.CartItems, ShopPaths.CartItems, cancel, ("quantity", "1"));
    }
}
