using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Careful variant: the thief copies the user agent too, but the browser asks for languages of its own.</summary>
internal sealed class StolenCookieSameBrowser : IScenario
{
    public string Name => "stolen-cookie-same-browser";

    public string? ExpectedRule => "D5";

    public IReadOnlyList<string> AlsoTrue => ["D15"];

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var customer = visit.AtHome(visit.Person);
        await customer.SignInAsync(visit.Person, cancel);
        await customer.BrowseAsync(1, cancel);
        var thief = visit.Open(customer.Profile with { Languages = "pt-BR,pt;q=0.9" }, Addresses.Attacker(visit.Random));
        thief.Cookies.CopyFrom(customer.Cookies);
        await visit.Clock.WaitAsync(TimeSpan.FromMinutes(4), cancel);
        await thief.OpenAsync(ShopPaths.Account, cancel, typed: true);
        await thief.BrowseAsync(1, cancel);
    }
}
