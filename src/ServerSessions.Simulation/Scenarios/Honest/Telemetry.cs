using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>A page reports its visibility again and again while it is read.</summary>
internal sealed class Telemetry : IScenario
{
    public string Name => "telemetry";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        await browser.BrowseAsync(1, cancel);
        for (var report = 0; report < 40; report++)
        {
            await visit.Clock.WaitAsync(TimeSpan.FromSeconds(5), cancel);
            await browser.FetchAsync(ShopPaths.Visibility, cancel, expect: 204, method: "POST");
        }
    }
}
