using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>A password manager fills the sign-in and sends it within half a second.</summary>
internal sealed class PasswordManager : IScenario
{
    public string Name => "password-manager";

    public string? ExpectedRule => null;

    public int Weight => 2;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Customer);
        var page = await browser.OpenAsync(ShopPaths.SignIn, cancel, typed: true);
        await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(browser.Random.Next(250, 600)), cancel);
        await browser.SubmitAsync(page, ShopPaths.SignIn, cancel, 200, ("Email", visit.Customer.Email), ("Password", visit.Customer.Password));
        await browser.ThinkAsync(2, 8, cancel);
        await browser.BrowseAsync(2, cancel);
    }
}
