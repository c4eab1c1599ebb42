using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>People behind one address sign in in the morning; one in eight mistypes the password.</summary>
internal sealed class Office(int people) : IScenario
{
    private static readonly TimeSpan Morning = TimeSpan.FromMinutes(20);

    public string Name => $"office-{people}";

    public string? ExpectedRule => null;

    public int Weight => people <= 20 ? 1 : 0;

    public Task RunAsync(Visit visit, CancellationToken cancel) =>
        Task.WhenAll(Enumerable.Range(0, people).Select(person => Open(visit, person)).ToArray().Select(desk => WorkAsync(visit, desk, cancel)));

    private (Browser Browser, DemoAccount Account) Open(Visit visit, int person)
    {
        var account = Visit.Staff(person);
        return (visit.Open(Visit.ProfileOf(account), Addresses.Office(people), account.Email), account);
    }

    private static async Task WorkAsync(Visit visit, (Browser Browser, DemoAccount Account) desk, CancellationToken cancel)
    {
        var (browser, account) = desk;
        await visit.Clock.PauseAsync(Morning * browser.Random.NextDouble(), cancel);
        await browser.SignInAsync(account, cancel, mistakes: browser.Random.Next(8) == 0 ? 1 : 0);
        await browser.BrowseAsync(1, cancel);
    }
}
