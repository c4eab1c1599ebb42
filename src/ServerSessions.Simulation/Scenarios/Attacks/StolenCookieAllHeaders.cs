using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Most careful variant: the thief sends every header of the victim's browser, while the victim goes on.</summary>
internal sealed class StolenCookieAllHeaders : IScenario
{
    private const int Turns = 5;

    public string Name => "stolen-cookie-all-headers";

    public string? ExpectedRule => "D5";

    public IReadOnlyList<string> AlsoTrue => ["D15"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        // An attacker's address is an IPv4 address; a victim at an IPv6 address would look like one device with both.
        var customer = visit.Open(BrowserProfile.Everyday[0], Addresses.Attacker(visit.Random), visit.Person.Email);
        await customer.SignInAsync(visit.Person, cancel);
        await customer.BrowseAsync(1, cancel);
        var thief = visit.Open(customer.Profile, Addresses.Attacker(visit.Random));
        thief.Cookies.CopyFrom(customer.Cookies);
        for (var turn = 0; turn < Turns; turn++)
        {
            await thief.OpenAsync(ShopPaths.Account, cancel, typed: true);
            await thief.ThinkAsync(2, 4, cancel);
            await customer.OpenAsync(ShopPaths.Home, cancel);
            await customer.ThinkAsync(2, 4, cancel);
        }
    }
}
