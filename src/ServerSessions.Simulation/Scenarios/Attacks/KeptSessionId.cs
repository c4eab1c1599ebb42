using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Uses an endpoint that signs in another user and keeps the session; the model shop has it, the sample does not.</summary>
internal sealed class KeptSessionId : IScenario
{
    public string Name => "kept-session-id";

    public VisitorKind Kind => VisitorKind.Person;

    public string? ExpectedRule => "D14";

    public IReadOnlyList<string> AlsoTrue => ["D2", "D15"];

    public bool IsOneEpisode => true;

    public int Weight => 0;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Victim);
        await browser.SignInAsync(visit.Victim, cancel);
        var account = await browser.OpenAsync(ShopPaths.Account, cancel);
        await browser.ThinkAsync(2, 5, cancel);
        await browser.SubmitBlindAsync(account, ShopPaths.SignOut, ShopPaths.Switch, cancel);
    }
}
