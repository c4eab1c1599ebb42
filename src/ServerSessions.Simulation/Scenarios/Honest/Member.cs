using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>A customer who comes for more than an order: most search, some keep a wishlist, few read the course to its end, and very few write to the shop.</summary>
internal sealed class Member : IScenario
{
    private const double Searches = 0.6;
    private const double Wishes = 0.3;
    private const double Learns = 0.35;
    private const double ReadsOn = 0.6;
    private const double Skips = 0.15;
    private const double Writes = 0.02;

    public string Name => "member";

    public string? ExpectedRule => null;

    public int Weight => 2;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var browser = visit.AtHome(visit.Customer);
        await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
        await browser.ThinkAsync(2, 6, cancel);
        await browser.SignInAsync(visit.Customer, cancel);
        var product = browser.Random.NextDouble() < Searches ? await browser.SearchAsync(cancel) : await browser.BrowseAsync(1, cancel);
        if (browser.Random.NextDouble() < Wishes)
        {
            await browser.ThinkAsync(3, 10, cancel);
            await browser.SubmitAsync(product, product.Path.Replace("/products/", "/wishlist/", StringComparison.Ordinal), cancel);
        }

        if (browser.Random.NextDouble() < Learns)
            await LearnAsync(browser, cancel);
        if (browser.Random.NextDouble() < Writes)
            await WriteAsync(browser, cancel);
        await browser.SignOutAsync(cancel);
    }

    private static async Task LearnAsync(Browser browser, CancellationToken cancel)
    {
        await browser.OpenAsync(ShopPaths.Course, cancel);
        foreach (var lesson in ShopPaths.Lessons)
        {
            if (browser.Random.NextDouble() < Skips)
                continue;
            await browser.ThinkAsync(2, 6, cancel);
            await browser.OpenAsync(lesson, cancel);
            await browser.ThinkAsync(15, 60, cancel);
            if (browser.Random.NextDouble() >= ReadsOn)
                return;
        }
    }

    private static async Task WriteAsync(Browser browser, CancellationToken cancel)
    {
        var form = await browser.OpenAsync(ShopPaths.Contact, cancel);
        await browser.ThinkAsync(20, 60, cancel);
        await browser.SubmitAsync(
            form, ShopPaths.Contact, cancel, 200, ("Email", "robin@mill-lane.example"), ("Subject", "A larger pot"), ("Message", "Does the fern pot come in a larger size?"));
    }
}
