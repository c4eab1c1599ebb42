using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>No attack: a release broke signing in, and within eight minutes 100 people (more on a larger site) try three times.</summary>
internal sealed class LoginOutage : IScenario
{
    private const int People = 100;
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(6);

    public string Name => "login-outage";

    public VisitorKind Kind => VisitorKind.Person;

    public string? ExpectedRule => "D20";

    public int Weight => 1;

    public int MostVisits => 12;

    public Task RunAsync(Visit visit, CancellationToken cancel) =>
        Task.WhenAll(DemoAccounts.Travellers.Take(visit.Scaled(People)).Select(person => (visit.AtHome(person), person)).ToArray().Select(one => TryAsync(visit, one.Item1, one.person, cancel)));

    private static async Task TryAsync(Visit visit, Browser browser, DemoAccount person, CancellationToken cancel)
    {
        await visit.Clock.PauseAsync(Outage * browser.Random.NextDouble(), cancel);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var page = await browser.OpenAsync(ShopPaths.SignIn, cancel, typed: attempt == 0);
            await browser.ThinkAsync(8, 20, cancel);
            await browser.SubmitAsync(page, ShopPaths.SignIn, cancel, 200, ("Email", person.Email), ("Password", "refused"));
        }
    }
}
