using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>An attacker with the right password signs in on a device and in a network that the customer never used, and opens the settings.</summary>
internal sealed class AccountTakeover : IScenario
{
    public string Name => "account-takeover";

    public bool IsEvader => true;

    public string? ExpectedRule => "D16";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D15"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var owner = visit.AtHome(visit.Victim);
        await owner.SignInAsync(visit.Victim, cancel);
        await owner.BrowseAsync(1, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromHours(26), cancel);
        var stranger = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random), visit.Victim.Email);
        await stranger.SignInAsync(visit.Victim, cancel);
        await stranger.ThinkAsync(3, 9, cancel);
        await stranger.OpenAsync(ShopPaths.Password, cancel);
    }
}
