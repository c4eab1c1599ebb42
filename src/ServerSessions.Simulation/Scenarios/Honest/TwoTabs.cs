using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Signs out in one tab and continues in the other, which requires a new sign-in.</summary>
internal sealed class TwoTabs : IScenario
{
    public string Name => "two-tabs";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Customer);
        await browser.SignInAsync(visit.Customer, cancel);
        await browser.BrowseAsync(1, cancel);
        await browser.SignOutAsync(cancel);
        await browser.ThinkAsync(40, 90, cancel);
        await browser.OpenAsync(ShopPaths.Account, cancel, typed: true);
        await browser.SignInAsync(visit.Customer, cancel);
        await browser.BrowseAsync(1, cancel);
    }
}
