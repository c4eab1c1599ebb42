using System.Globalization;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Careful variant: eighty machines (more against a larger site), each in its own network, try two or three accounts each. No source and no account is conspicuous.</summary>
internal sealed class WideSpray : IScenario
{
    private const int Machines = 80;
    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(7);

    public string Name => "wide-spray";

    public bool IsEvader => true;

    public string? ExpectedRule => "D20";

    // Waves that try the same names are found by their accounts.
    public IReadOnlyList<string> AlsoTrue => ["D3", "D4"];

    public int Weight => 1;

    public int MostVisits => 12;

    public Task RunAsync(Visit visit, CancellationToken cancel) =>
        Task.WhenAll(Enumerable.Range(0, visit.Scaled(Machines))
            .Select(machine => (machine, visit.Open(BrowserProfile.Everyday[machine % BrowserProfile.Everyday.Count], Addresses.Proxy(visit.Random, machine)))).ToArray()
            .Select(one => TryAsync(visit, one.Item2, one.machine, cancel)));

    private static async Task TryAsync(Visit visit, Browser browser, int machine, CancellationToken cancel)
    {
        await visit.Clock.PauseAsync(Spread * browser.Random.NextDouble(), cancel);
        for (var attempt = 0; attempt < 2 + (machine % 2); attempt++)
        {
            var page = await browser.OpenAsync(ShopPaths.SignIn, cancel, typed: attempt == 0);
            await browser.ThinkAsync(5, 15, cancel);
            await browser.SubmitAsync(page, ShopPaths.SignIn, cancel, 200,
                ("Email", string.Create(CultureInfo.InvariantCulture, $"name{machine}.{attempt}@mail.example")), ("Password", "spring"));
        }
    }
}
