using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Leaves a form open over lunch and sends it then: the session is another one, the browser and its token are not.</summary>
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
