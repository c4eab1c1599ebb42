using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Fills in every field of the contact form, also the one that people do not see.</summary>
internal sealed class FormFiller : IScenario
{
    public string Name => "form-filler";

    public string? ExpectedRule => "D12";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        var form = await browser.OpenAsync(ShopPaths.Contact, cancel, typed: true);
        await browser.ThinkAsync(2, 6, cancel);
        await browser.SubmitAsync(form, ShopPaths.Contact, cancel, 200,
            ("Email", "offers@mail.example"), ("Subject", "An offer"), ("Message", "Buy many visitors for your shop."), ("Website", "https://offers.example"));
    }
}
