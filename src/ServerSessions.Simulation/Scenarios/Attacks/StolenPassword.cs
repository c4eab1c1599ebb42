using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>While a customer is in the shop, an attacker on another continent signs in with the customer's password.</summary>
internal sealed class StolenPassword : IScenario
{
    public string Name => "stolen-password";

    public string? ExpectedRule => "D15";

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var victim = visit.AtHome(visit.Person);
        await victim.SignInAsync(visit.Person, cancel);
        await victim.BrowseAsync(1, cancel);
        var thief = visit.Open(BrowserProfile.Everyday[1], Addresses.Attacker(visit.Random), visit.Person.Email);
        await thief.SignInAsync(visit.Person, cancel);
        await thief.BrowseAsync(1, cancel);
    }
}
