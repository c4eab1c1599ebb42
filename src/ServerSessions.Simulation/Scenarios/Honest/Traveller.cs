using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Signs in at home, flies, and continues with the same browser elsewhere.</summary>
internal sealed class Traveller : IScenario
{
    public string Name => "traveller";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Person);
        await browser.SignInAsync(visit.Person, cancel);
        await browser.BrowseAsync(1, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromHours(11), cancel);
        browser.MoveTo(Addresses.Abroad(visit.Random), visit.Person.Email);
        await browser.OpenAsync(ShopPaths.Account, cancel, typed: true);
        await browser.ThinkAsync(2, 8, cancel);
        await browser.BrowseAsync(1, cancel);
    }
}
