using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>One browser in a lobby, used by three people after one another.</summary>
internal sealed class SharedKiosk : IScenario
{
    public string Name => "shared-kiosk";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[0], Addresses.Kiosk);
        for (var person = 0; person < 3; person++)
        {
            await browser.SignInAsync(Visit.Guest(person), cancel);
            await browser.BrowseAsync(1, cancel);
            await browser.ThinkAsync(2, 6, cancel);
            await browser.SignOutAsync(cancel);
            await visit.Clock.PauseAsync(TimeSpan.FromMinutes(10), cancel);
        }
    }
}
