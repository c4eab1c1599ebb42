using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Leaves a page open that polls the stock every few seconds.</summary>
internal sealed class PollingDashboard : IScenario
{
    public string Name => "polling-dashboard";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        await browser.BrowseAsync(1, cancel);
        for (var poll = 0; poll < 60; poll++)
        {
            await visit.Clock.WaitAsync(TimeSpan.FromSeconds(3), cancel);
            await browser.FetchAsync(ShopPaths.Stock, cancel);
        }
    }
}
