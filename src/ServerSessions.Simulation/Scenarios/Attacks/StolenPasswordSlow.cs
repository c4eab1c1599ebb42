using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Use of a stolen password with the victim's own user agent, hours later, but sooner than a flight takes.</summary>
internal sealed class StolenPasswordSlow : IScenario
{
    public string Name => "stolen-password-slow";

    public bool IsEvader => true;

    public string? ExpectedRule => "D15";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var victim = visit.AtHome(visit.Person);
        await victim.SignInAsync(visit.Person, cancel);
        await victim.BrowseAsync(1, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromHours(4), cancel);
        var thief = visit.Open(Visit.ProfileOf(visit.Person), Addresses.Attacker(visit.Random), visit.Person.Email);
        await thief.SignInAsync(visit.Person, cancel);
        await thief.BrowseAsync(1, cancel);
    }
}
