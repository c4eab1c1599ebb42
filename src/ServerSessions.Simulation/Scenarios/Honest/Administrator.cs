using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>
/// The shop's administrator signs in, opens each page of the session dashboard once and shares the goals. What a process compiles at the first opening of a page
/// is then done before people look.
/// </summary>
internal sealed class Administrator : IScenario
{
    private const string Dashboard = "/admin/sessions";
    private const string Shared = Dashboard + "/insights/goals";
    private const int MaxPages = 60;

    public string Name => "administrator";

    public string? ExpectedRule => null;

    public int Weight => 0;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Stranger();
        var form = await browser.OpenAsync(ShopPaths.SignIn, cancel, typed: true);
        await browser.SubmitAsync(form, ShopPaths.SignIn, cancel, 200, ("Email", DemoAccounts.AdminEmail), ("Password", DemoAccounts.Password));
        var overview = await browser.OpenAsync(Dashboard, cancel, typed: true);
        var (seen, left) = (new HashSet<string> { Dashboard }, new Queue<string>(PagesOf(overview)));
        while (seen.Count < MaxPages && left.TryDequeue(out var path))
            if (seen.Add(path))
                foreach (var next in PagesOf(await browser.OpenAsync(path, cancel)))
                    left.Enqueue(next);
        var goals = await browser.OpenAsync(Shared, cancel);
        if (goals.HiddenFields(Dashboard + "/shares").Count > 0)
            await browser.SubmitAsync(goals, Dashboard + "/shares", cancel, 200, ("days", "7"));
    }

    // Without those of single sessions, users and alerts, of which there are too many.
    private static IEnumerable<string> PagesOf(Page page) =>
        page.Links(Dashboard + "/").Where(link => !link.Contains('?') && !link.Any(char.IsDigit));
}
