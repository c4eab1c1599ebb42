using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Reads a page whose comments hold images that point at a trap. The finding is about the page, not about its readers.</summary>
internal sealed class InducedReader : IScenario
{
    public string Name => "induced-reader";

    public string? ExpectedRule => null;

    public IReadOnlyList<string> AlsoTrue => ["D12"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var product = await browser.BrowseAsync(1, cancel);
        await browser.LoadImageAsync("/.env", cancel, expect: 404);
        await browser.ThinkAsync(4, 12, cancel);
        await browser.AddToCartAsync(product, cancel);
        await browser.CheckOutAsync(cancel);
    }
}
