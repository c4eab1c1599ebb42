using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>Signs in on a new phone at home and changes the settings at once; the laptop beside it stays signed in.</summary>
internal sealed class NewPhone : IScenario
{
    public string Name => "new-phone";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var laptop = visit.AtHome(visit.Customer);
        await laptop.SignInAsync(visit.Customer, cancel);
        await laptop.BrowseAsync(1, cancel);
        await visit.Clock.PauseAsync(TimeSpan.FromHours(30), cancel);
        var phone = visit.Open(BrowserProfile.Everyday[3], laptop.Address, visit.Customer.Email);
        await phone.SignInAsync(visit.Customer, cancel);
        await phone.OpenAsync(ShopPaths.Password, cancel);
        await phone.ThinkAsync(4, 9, cancel);
        await laptop.OpenAsync(ShopPaths.Account, cancel, typed: true);
    }
}
