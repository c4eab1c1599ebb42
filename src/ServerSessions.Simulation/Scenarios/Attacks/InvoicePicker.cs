using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Careful variant: requests single numbers of invoices, minutes apart, in no order.</summary>
internal sealed class InvoicePicker : IScenario
{
    public string Name => "invoice-picker";

    public string? ExpectedRule => "D7";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        await browser.SignInAsync(visit.Person, cancel);
        for (var number = 0; number < 14; number++)
        {
            await browser.OpenAsync(ShopPaths.Invoice(5_000 + browser.Random.Next(900_000)), cancel, expect: 403, typed: true);
            await visit.Clock.WaitAsync(TimeSpan.FromSeconds(browser.Random.Next(60, 200)), cancel);
        }
    }
}
