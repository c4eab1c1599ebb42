using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Four machines of one network, each with another user agent, share the list.</summary>
internal sealed class CredentialStuffingDistributed : IScenario
{
    public string Name => "credential-stuffing-distributed";

    public string? ExpectedRule => "D1";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D3", "D4"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        const int machines = 4;
        var shares = LeakedList.Entries(visit.Random, 48).Chunk(12).ToArray();
        var browsers = Enumerable.Range(0, machines).Select(machine => visit.Open(BrowserProfile.Everyday[machine], Addresses.Botnet(machine))).ToArray();
        await Task.WhenAll(browsers.Zip(shares, (browser, share) => Stuffing.TryAllAsync(visit, browser, share, gapMilliseconds: 300, cancel)));
    }
}
