using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Simple variant: a customer requests the staff's pages, one after the other.</summary>
internal sealed class PrivilegeWalk : IScenario
{
    public string Name => "privilege-walk";

    public string? ExpectedRule => "D8";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));
        await browser.SignInAsync(visit.Person, cancel);
        foreach (var path in ShopPaths.Staff)
        {
            await browser.ThinkAsync(2, 6, cancel);
            await browser.OpenAsync(path, cancel, expect: 403, typed: true);
        }
    }
}
