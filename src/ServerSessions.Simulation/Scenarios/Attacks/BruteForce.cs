using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Simple variant: a script guesses one password after another, without keeping a cookie.</summary>
internal sealed class BruteForce : IScenario
{
    public string Name => "brute-force";

    public string? ExpectedRule => "D3";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D4"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Script, Addresses.Attacker(visit.Random), visit.Victim.Email);
        for (var guess = 0; guess < 30; guess++)
        {
            browser.Cookies.Clear();
            await browser.GuessAsync(visit.Victim, cancel);
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(200 + browser.Random.Next(300)), cancel);
        }
    }
}
