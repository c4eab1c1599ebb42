using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Careful variant: waits until the customer has left, and uses a browser.</summary>
internal sealed class StolenCookieLater : IScenario
{
    public string Name => "stolen-cookie-later";

    public string? ExpectedRule => "D5";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var customer = visit.Open(BrowserProfile.Everyday[3], Addresses.Anybody(visit.Random));
        await customer.BrowseAsync(2, cancel);
        var thief = visit.Open(BrowserProfile.Everyday[0], Addresses.Attacker(visit.Random));
        thief.Cookies.CopyFrom(customer.Cookies);
        await visit.Clock.WaitAsync(TimeSpan.FromMinutes(12), cancel);
        await thief.BrowseAsync(2, cancel);
    }
}
