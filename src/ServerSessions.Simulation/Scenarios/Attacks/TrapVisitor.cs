using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Opens ordinary pages, and requests a file that no page links to.</summary>
internal sealed class TrapVisitor : IScenario
{
    public string Name => "trap-visitor";

    public string? ExpectedRule => "D12";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        await browser.BrowseAsync(1, cancel);
        await browser.OpenAsync("/.env", cancel, expect: 404, typed: true);
        await browser.ThinkAsync(2, 6, cancel);
        await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
    }
}
