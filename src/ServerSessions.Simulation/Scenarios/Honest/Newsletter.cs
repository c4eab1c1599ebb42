using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>After a newsletter, eighty phones of one model and carrier open the same page within a minute, and half of them leave at once.</summary>
internal sealed class Newsletter : IScenario
{
    private const int Readers = 80;
    private const string Link = ShopPaths.Home + "?utm_source=newsletter&utm_medium=email&utm_campaign=new-tools";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public string Name => "newsletter";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public Task RunAsync(Visit visit, CancellationToken cancel) =>
        Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => visit.Open(BrowserProfile.Everyday[3], Addresses.Carrier(visit.Random))).ToArray()
            .Select((reader, number) => ReadAsync(visit, reader, number, cancel)));

    private static async Task ReadAsync(Visit visit, Browser reader, int number, CancellationToken cancel)
    {
        await visit.Clock.WaitAsync(Minute * reader.Random.NextDouble(), cancel);
        var page = await reader.OpenAsync(Link, cancel, typed: true);
        if (number % 2 == 0)
            return;
        await reader.ThinkAsync(5, 60, cancel);
        await reader.OpenAsync(reader.Random.PickFrom(page.Links("/products/")), cancel);
    }
}
