using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Guesses passwords until one is right, and opens the settings at once.</summary>
internal sealed class GuessedPassword : IScenario
{
    public string Name => "guessed-password";

    public string? ExpectedRule => "D2";

    public IReadOnlyList<string> AlsoTrue => ["D3", "D4", "D16", "D15"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Script, Addresses.Attacker(visit.Random), visit.Victim.Email);
        for (var guess = 0; guess < 14; guess++)
        {
            browser.Cookies.Clear();
            await browser.GuessAsync(visit.Victim, cancel);
            await visit.Clock.WaitAsync(TimeSpan.FromSeconds(1 + browser.Random.Next(4)), cancel);
        }

        browser.Cookies.Clear();
        await browser.SignInAsync(visit.Victim, cancel);
        await browser.OpenAsync(ShopPaths.Password, cancel);
    }
}
