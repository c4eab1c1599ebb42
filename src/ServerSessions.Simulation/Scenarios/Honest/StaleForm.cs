using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Sends a form that was open over lunch: in a new session, with the same browser and token.</summary>
internal sealed class StaleForm : IScenario
{
    public string Name => "stale-form";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var product = await browser.BrowseAsync(1, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromMinutes(75), cancel);
        await browser.AddToCartAsync(product, cancel);
        await browser.ThinkAsync(2, 8, cancel);
    }
}
