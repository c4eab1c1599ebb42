using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>One browser uses a list of bought accounts, one after the other.</summary>
internal sealed class AccountMill : IScenario
{
    public string Name => "account-mill";

    // A kiosk looks the same, so a device with many users is no more than Low.
    public bool IsEvader => true;

    public string? ExpectedRule => "D18";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D15", "D16"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[0], Addresses.Attacker(visit.Random));
        foreach (var account in DemoAccounts.Leaked.Take(7))
        {
            await browser.SignInAsync(account, cancel);
            await browser.BrowseAsync(1, cancel);
            await browser.SignOutAsync(cancel);
            await visit.Clock.WaitAsync(TimeSpan.FromSeconds(30), cancel);
        }
    }
}
