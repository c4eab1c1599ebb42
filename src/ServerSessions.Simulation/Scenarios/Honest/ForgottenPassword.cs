using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Tries some wrong passwords, gives up, and signs in with the right one in the afternoon.</summary>
internal sealed class ForgottenPassword : IScenario
{
    public string Name => "forgotten-password";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Customer);
        for (var sitting = 0; sitting < 2; sitting++)
        {
            var page = await browser.OpenAsync(ShopPaths.SignIn, cancel, typed: true);
            for (var mistake = 0; mistake < 4; mistake++)
            {
                await browser.ThinkAsync(6, 25, cancel);
                page = await browser.SubmitAsync(page, ShopPaths.SignIn, cancel, 200, ("Email", visit.Customer.Email), ("Password", $"was-it-{sitting}{mistake}"));
            }

            await visit.Clock.PauseAsync(TimeSpan.FromHours(3), cancel);
        }

        await browser.SignInAsync(visit.Customer, cancel);
        await browser.BrowseAsync(1, cancel);
    }
}
