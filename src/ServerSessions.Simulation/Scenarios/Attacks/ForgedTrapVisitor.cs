using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Requests a file that no page links to, and claims that another site led there.</summary>
internal sealed class ForgedTrapVisitor : IScenario
{
    public string Name => "forged-trap-visitor";

    public bool IsEvader => true;

    public string? ExpectedRule => "D12";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random), forgedSite: "cross-site");
        await browser.BrowseAsync(1, cancel);
        await browser.OpenAsync("/.env", cancel, expect: 404, typed: true);
        await browser.ThinkAsync(2, 6, cancel);
        await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
    }
}
