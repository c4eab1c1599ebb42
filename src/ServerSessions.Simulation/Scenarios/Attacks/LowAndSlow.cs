using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Guesses a few times an hour, below every lockout.</summary>
internal sealed class LowAndSlow : IScenario
{
    public string Name => "low-and-slow";

    public bool IsEvader => true;

    public string? ExpectedRule => "D4";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D3"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random), visit.Victim.Email);
        for (var guess = 0; guess < 8; guess++)
        {
            await browser.GuessAsync(visit.Victim, cancel);
            await visit.Clock.PauseAsync(TimeSpan.FromMinutes(13 + browser.Random.Next(20)), cancel);
        }
    }
}
