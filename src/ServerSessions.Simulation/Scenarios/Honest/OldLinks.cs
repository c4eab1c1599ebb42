using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Signs in with the wrong one of two accounts, and opens two invoices and a staff bookmark that belong to the other one.</summary>
internal sealed class OldLinks : IScenario
{
    public string Name => "old-links";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Customer);
        await browser.SignInAsync(visit.Customer, cancel);
        foreach (var path in (string[])[ShopPaths.Invoice(4_001), ShopPaths.Invoice(4_002), ShopPaths.Staff[0]])
        {
            await browser.ThinkAsync(3, 9, cancel);
            await browser.OpenAsync(path, cancel, expect: 403, typed: true);
        }
        await browser.SignOutAsync(cancel);
    }
}
