using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Careful variant: machines in six networks, each with another common browser, share the guessing over most of a day.</summary>
internal sealed class BruteForceDistributed : IScenario
{
    public string Name => "brute-force-distributed";

    public string? ExpectedRule => "D3";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D4"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        const int machines = 6;
        var browsers = Enumerable.Range(0, machines)
            .Select(machine => visit.Open(BrowserProfile.Everyday[machine], Addresses.Proxy(visit.Random, machine), visit.Victim.Email)).ToArray();
        for (var guess = 0; guess < 42; guess++)
        {
            await browsers[guess % machines].GuessAsync(visit.Victim, cancel);
            await visit.Clock.PauseAsync(TimeSpan.FromMinutes(18 + visit.Random.Next(14)), cancel);
        }
    }
}
