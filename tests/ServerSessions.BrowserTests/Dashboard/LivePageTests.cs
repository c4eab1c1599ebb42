using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.BrowserTests.Dashboard;

/// <summary>The page Live and its stream of events.</summary>
[Collection(BrowserCollection.Name)]
public class LivePageTests(BrowserSite site)
{
    private const string CountNews = """
        window.news = 0;
        window.EventSource = class extends EventSource {
          constructor(address) { super(address); this.addEventListener('sessions', () => window.news++); }
        };
        """;

    // Less than the ten seconds after which the page polls, and more than it waits after an event.
    private const long PageTime = 700;

    [Fact]
    public async Task A_new_visitor_is_shown_when_the_stream_reports_them_and_before_the_page_would_poll()
    {
        await using var watched = await site.OpenAdminAsync();
        var page = watched.Page;
        await page.AddInitScriptAsync(CountNews);
        // The page's time stands unless the test moves it.
        await page.Clock.InstallAsync(new() { TimeDate = SampleShop.Opening.UtcDateTime });
        await page.Clock.PauseAtAsync(SampleShop.Opening.UtcDateTime.AddSeconds(1));
        await watched.GoAsync(BrowserSite.Admin + "/sessions/live");
        await Assertions.Expect(page.Locator("[data-refresh-state]")).ToHaveTextAsync("Follows what happens.");
        await Waiting.UntilAsync(async () => await NewsAsync(page) == 1);
        var refreshed = page.WaitForResponseAsync(response => response.Request.ResourceType == "fetch");
        await page.Clock.RunForAsync(PageTime);
        await refreshed;
        var newest = page.Locator("td[data-label=Start] a").First;
        var before = await newest.GetAttributeAsync("href");
        using var visitor = site.Shop.Client();
        foreach (var path in (string[])["/", "/categories/garden", "/cart"])
            (await visitor.GetAsync(path)).EnsureSuccessStatusCode();
        await site.Shop.Probe.SettleAsync();
        await Waiting.UntilAsync(() => ReportsAsync(page));
        await page.Clock.RunForAsync(PageTime);
        await Assertions.Expect(newest).Not.ToHaveAttributeAsync("href", before!);
        Assert.Empty(watched.Faults);
    }

    // The server looks for news every two seconds of its time, which moves again only when none arrived after many looks.
    private async Task<bool> ReportsAsync(IPage page)
    {
        await site.Shop.Probe.AdvanceAsync(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 100; i++)
            if (await NewsAsync(page) > 1)
                return true;
        return false;
    }

    private static Task<int> NewsAsync(IPage page) => page.EvaluateAsync<int>("window.news");
}
