using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>An AI agent that names itself reads a product and what is like it, for a person who asked.</summary>
internal sealed class Assistant : IScenario
{
    public string Name => "assistant";

    public VisitorKind Kind => VisitorKind.Crawler;

    public string? ExpectedRule => null;

    public int Weight => 0;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var agent = visit.Open(BrowserProfile.Agent, Addresses.Anybody(visit.Random));
        var home = await agent.OpenAsync(ShopPaths.Home, cancel, typed: true);
        foreach (var path in home.Links("/products/").Take(3))
        {
            await visit.Clock.WaitAsync(TimeSpan.FromSeconds(1 + (2 * agent.Random.NextDouble())), cancel);
            await agent.OpenAsync(path, cancel, typed: true);
        }
    }
}
