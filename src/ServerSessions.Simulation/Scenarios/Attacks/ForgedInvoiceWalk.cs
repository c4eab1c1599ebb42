using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Counts through the numbers of invoices, and claims on every request that another site led to it.</summary>
internal sealed class ForgedInvoiceWalk : IScenario
{
    public string Name => "forged-invoice-walk";

    public bool IsEvader => true;

    public string? ExpectedRule => "D7";

    public IReadOnlyList<string> AlsoTrue => ["D11"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random), forgedSite: "cross-site");
        await browser.SignInAsync(visit.Person, cancel);
        var first = browser.Random.Next(5_000, 90_000);
        for (var number = first; number < first + 25; number++)
        {
            await browser.OpenAsync(ShopPaths.Invoice(number), cancel, expect: 403, typed: true);
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(150, 250)), cancel);
        }
    }
}
