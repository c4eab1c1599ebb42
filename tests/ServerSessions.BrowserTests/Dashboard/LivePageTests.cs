using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.BrowserTests.Dashboard;

/// <summary>The page Live and its stream of events.</summary>
[Collection(BrowserCollection.Name)]
public class LivePageTests(BrowserSite site)
{
    private const string Usual = "data-refresh=\"10\"";
    private const string Daily = "data-refresh=\"86400\"";

    [Fact]
    public async Task A_new_visitor_is_shown_when_the_stream_reports_them_although_the_page_does_not_poll()
    {
        await using var watched = await site.OpenAdminAsync();
        var page = watched.Page;
        await page.RouteAsync("**/sessions/live", WithoutPollingAsync);
        await watched.GoAsync(BrowserSite.Admin + "/sessions/live");
        await Assertions.Expect(page.Locator("[data-refresh-state]")).ToHaveTextAsync("Follows what happens.");
        var before = await ShownAsync(page);
        using var visitor = site.Shop.Client();
        foreach (var path in (string[])["/", "/categories/garden", "/cart"])
            (await visitor.GetAsync(path)).EnsureSuccessStatusCode();
        await site.Shop.Probe.SettleAsync();
        await Waiting.UntilAsync(() => ShowsAnotherAsync(page, before));
        Assert.Empty(watched.Faults);
    }

    private static async Task WithoutPollingAsync(IRoute route)
    {
        if (route.Request.ResourceType != "document")
        {
            await route.ContinueAsync();
            return;
        }

        var html = await (await route.FetchAsync()).TextAsync();
        Assert.Contains(Usual, html, StringComparison.Ordinal);
        await route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = html.Replace(Usual, Daily, StringComparison.Ordinal) });
    }

    // The server looks for news every two seconds of its time, which moves again only when none arrived after many looks.
    private async Task<bool> ShowsAnotherAsync(IPage page, IReadOnlyCollection<string> before)
    {
        await site.Shop.Probe.AdvanceAsync(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 100; i++)
            if ((await ShownAsync(page)).Except(before).Any())
                return true;
        return false;
    }

    private static Task<string[]> ShownAsync(IPage page) => page.Locator("td[data-label=Start] a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
}
