using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Careful variant: all cookies, including the tracking cookie, are copied and used from a neighbouring network, with the same kind of browser.</summary>
internal sealed class CopiedBrowser : IScenario
{
    public string Name => "copied-browser";

    public string? ExpectedRule => "D6";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D16", "D5", "D15"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var victim = visit.AtHome(visit.Victim);
        await victim.SignInAsync(visit.Victim, cancel);
        await victim.BrowseAsync(1, cancel);
        var thief = visit.Open(victim.Profile, Addresses.Attacker(visit.Random));
        thief.Cookies.CopyFrom(victim.Cookies);
        await victim.SignOutAsync(cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromMinutes(2), cancel);
        await visit.Clock.WaitAsync(TimeSpan.FromSeconds(40), cancel);
        await thief.OpenAsync(ShopPaths.Account, cancel, typed: true);
    }
}
