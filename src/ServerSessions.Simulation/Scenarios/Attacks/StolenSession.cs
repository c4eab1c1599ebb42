using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Cookies copied from a customer are used elsewhere after the customer has signed out.</summary>
internal sealed class StolenSession : IScenario
{
    public string Name => "stolen-session";

    public string? ExpectedRule => "D6";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D16", "D5", "D15"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var victim = visit.AtHome(visit.Victim);
        await victim.SignInAsync(visit.Victim, cancel);
        await victim.BrowseAsync(1, cancel);
        var thief = visit.Open(BrowserProfile.Everyday[2], Addresses.Attacker(visit.Random));
        // The thief's browser keeps its own tracking cookie.
        thief.Cookies.CopyFrom(victim.Cookies, but: CookieJar.IsSession);
        await victim.SignOutAsync(cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromMinutes(20 + visit.Random.Next(600)), cancel);
        await thief.OpenAsync(ShopPaths.Account, cancel, typed: true);
        await thief.ThinkAsync(2, 6, cancel);
        await thief.BrowseAsync(1, cancel);
    }
}
