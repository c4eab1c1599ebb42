using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>A browser at home that opens its connections now by IPv6 and now by IPv4.</summary>
internal sealed class DualStack : IScenario
{
    private const int Pages = 8;

    public string Name => "dual-stack";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var number = 2 * visit.Random.Next(1000, 500_000);
        var (ipv6, ipv4) = (Addresses.Home(number), Addresses.Home(number + 1));
        var browser = visit.Open(BrowserProfile.Everyday[0], ipv6);
        for (var page = 0; page < Pages; page++)
        {
            await browser.OpenAsync(page % 3 == 0 ? ShopPaths.Home : ShopPaths.Search("lamp"), cancel);
            await browser.ThinkAsync(2, 6, cancel);
            browser.MoveTo(page % 2 == 0 ? ipv4 : ipv6);
        }
    }
}
