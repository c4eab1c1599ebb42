using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>A phone requests the desktop page while its carrier moves it to another network.</summary>
internal sealed class DesktopSite : IScenario
{
    public string Name => "desktop-site";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Everyday[3], Addresses.Anybody(visit.Random));
        await browser.BrowseAsync(1, cancel);
        var desktop = visit.Open(BrowserProfile.Everyday[1], Addresses.Carrier(visit.Random));
        desktop.Cookies.CopyFrom(browser.Cookies);
        await desktop.BrowseAsync(1, cancel);
    }
}
