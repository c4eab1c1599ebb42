using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Credential stuffing with a browser's headers and at a slower pace.</summary>
internal sealed class CredentialStuffingBrowser : IScenario
{
    public string Name => "credential-stuffing-browser";

    public string? ExpectedRule => "D1";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D3", "D4"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[0], Addresses.Attacker(visit.Random));
        await Stuffing.TryAllAsync(visit, browser, LeakedList.Entries(visit.Random, 30), gapMilliseconds: 500, cancel);
    }
}
