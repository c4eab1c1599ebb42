using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Simple variant: while a customer shops, a script elsewhere uses the same cookies.</summary>
internal sealed class StolenCookie : IScenario
{
    public string Name => "stolen-cookie";

    public string? ExpectedRule => "D5";

    public IReadOnlyList<string> AlsoTrue => ["D15"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var customer = visit.AtHome(visit.Person);
        await customer.SignInAsync(visit.Person, cancel);
        await customer.BrowseAsync(1, cancel);
        var thief = visit.Open(BrowserProfile.Script, Addresses.Attacker(visit.Random));
        thief.Cookies.CopyFrom(customer.Cookies);
        await thief.OpenAsync(ShopPaths.Account, cancel, typed: true);
        await customer.ThinkAsync(5, 20, cancel);
        await customer.BrowseAsync(1, cancel);
        await thief.OpenAsync(ShopPaths.Wishlist, cancel, typed: true);
    }
}
