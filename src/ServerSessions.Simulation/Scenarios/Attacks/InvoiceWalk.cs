using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Simple variant: counts through the numbers of invoices, five a second.</summary>
internal sealed class InvoiceWalk : IScenario
{
    public string Name => "invoice-walk";

    public string? ExpectedRule => "D7";

    public IReadOnlyList<string> AlsoTrue => ["D11"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        await browser.SignInAsync(visit.Person, cancel);
        var first = browser.Random.Next(5_000, 90_000);
        for (var number = first; number < first + 25; number++)
        {
            await browser.OpenAsync(ShopPaths.Invoice(number), cancel, expect: 403, typed: true);
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(150, 250)), cancel);
        }
    }
}
