using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Signs in at home and opens the settings from a hotel, in the same browser.</summary>
internal sealed class SettingsOnTheRoad : IScenario
{
    public string Name => "settings-on-the-road";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Customer);
        await browser.SignInAsync(visit.Customer, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromHours(26), cancel);
        browser.MoveTo(Addresses.Anybody(visit.Random), visit.Customer.Email);
        await browser.SignInAsync(visit.Customer, cancel);
        await browser.OpenAsync(ShopPaths.Password, cancel);
    }
}
