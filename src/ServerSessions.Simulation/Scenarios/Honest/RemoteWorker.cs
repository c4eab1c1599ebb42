using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>One person appears in two countries at once: the phone at home, the laptop through a company VPN on another continent.</summary>
internal sealed class RemoteWorker : IScenario
{
    public string Name => "remote-worker";

    public string? ExpectedRule => null;

    public int Weight => 2;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var phone = visit.AtHome(visit.Person);
        await phone.SignInAsync(visit.Person, cancel);
        await phone.BrowseAsync(1, cancel);
        var laptop = visit.Open(BrowserProfile.Everyday[0], Addresses.CompanyVpn, visit.Person.Email);
        await laptop.SignInAsync(visit.Person, cancel);
        await laptop.BrowseAsync(2, cancel);
        await phone.BrowseAsync(1, cancel);
    }
}
