using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Six people use one account, which was sold to them, at the same time.</summary>
internal sealed class SharedAccount : IScenario
{
    public string Name => "shared-account";

    public string? ExpectedRule => "D18";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D15", "D16"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browsers = Enumerable.Range(0, 6)
            .Select(buyer => visit.Open(BrowserProfile.Everyday[buyer], Addresses.Proxy(visit.Random, buyer), visit.Victim.Email)).ToArray();
        await Task.WhenAll(browsers.Select(async buyer =>
        {
            await buyer.SignInAsync(visit.Victim, cancel);
            await buyer.BrowseAsync(3, cancel);
        }));
    }
}
