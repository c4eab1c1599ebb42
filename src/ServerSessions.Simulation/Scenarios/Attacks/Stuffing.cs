using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Tries a leaked list, one password for each account, and deletes its cookies after every try.</summary>
internal static class Stuffing
{
    public static async Task TryAllAsync(
        Visit visit, Browser browser, IEnumerable<(string Email, string Password)> entries, int gapMilliseconds, CancellationToken cancel)
    {
        foreach (var (email, password) in entries)
        {
            browser.Cookies.Clear();
            var form = await browser.OpenAsync(ShopPaths.SignIn, cancel, typed: true);
            await browser.SubmitAsync(form, ShopPaths.SignIn, cancel, 200, ("Email", email), ("Password", password));
            await visit.Clock.WaitAsync(TimeSpan.FromMilliseconds(gapMilliseconds * (0.5 + browser.Random.NextDouble())), cancel);
        }
    }
}
