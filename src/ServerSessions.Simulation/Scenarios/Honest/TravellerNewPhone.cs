using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Orders at home, flies for half a day, and signs in on a phone that is new to the shop.</summary>
internal sealed class TravellerNewPhone : IScenario
{
    public string Name => "traveller-new-phone";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Person);
        await browser.SignInAsync(visit.Person, cancel);
        await browser.BrowseAsync(1, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromHours(12), cancel);
        var phone = visit.Open(BrowserProfile.Everyday[3], Addresses.Abroad(visit.Random), visit.Person.Email);
        await phone.SignInAsync(visit.Person, cancel);
        await phone.BrowseAsync(1, cancel);
    }
}
