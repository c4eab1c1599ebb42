using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Careful variant: requests one valuable page of the staff among ordinary pages.</summary>
internal sealed class PrivilegePeek : IScenario
{
    public string Name => "privilege-peek";

    public string? ExpectedRule => "D8";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        await browser.SignInAsync(visit.Person, cancel);
        await browser.BrowseAsync(1, cancel);
        await browser.OpenAsync(ShopPaths.Refunds, cancel, expect: 403, typed: true);
        await browser.BrowseAsync(1, cancel);
    }
}
