using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>A leaked list with one right password, which a script finds and a person in another network uses an hour later.</summary>
internal sealed class StuffingSuccess : IScenario
{
    public string Name => "stuffing-success";

    public string? ExpectedRule => "D2";

    public IReadOnlyList<string> AlsoTrue => ["D1", "D3", "D4", "D16", "D15"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.Open(BrowserProfile.Script, Addresses.Attacker(visit.Random), visit.Victim.Email);
        await Stuffing.TryAllAsync(
            visit, browser, [.. LeakedList.Entries(visit.Random, 12), (visit.Victim.Email, visit.Victim.Password), .. LeakedList.Entries(visit.Random, 12)],
            gapMilliseconds: 3_000, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromHours(1), cancel);
        var person = visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Proxy(visit.Random, 1), visit.Victim.Email);
        await person.SignInAsync(visit.Victim, cancel);
        await person.BrowseAsync(1, cancel);
    }
}
