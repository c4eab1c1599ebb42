using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Types the password wrong once or twice, then right.</summary>
internal sealed class Mistyper : IScenario
{
    public string Name => "mistyper";

    public string? ExpectedRule => null;

    public int Weight => 2;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Customer);
        await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
        await browser.ThinkAsync(2, 6, cancel);
        await browser.SignInAsync(visit.Customer, cancel, mistakes: browser.Random.Next(1, 3));
        await browser.ThinkAsync(2, 6, cancel);
        await browser.OpenAsync(ShopPaths.Wishlist, cancel);
    }
}
