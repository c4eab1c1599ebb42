using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Simple variant: forty accounts within seconds, from one machine and one script.</summary>
internal sealed class CredentialStuffing : IScenario
{
    public string Name => "credential-stuffing";

    public string? ExpectedRule => "D1";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D3", "D4"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Script, Addresses.Attacker(visit.Random));
        await Stuffing.TryAllAsync(visit, browser, LeakedList.Entries(visit.Random, 40), gapMilliseconds: 40, cancel);
    }
}
