using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.Simulation;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.BrowserTests.Person;

/// <summary>What a person sends comes back to them as text.</summary>
[Collection(BrowserCollection.Name)]
public class HostilePersonTests(BrowserSite site)
{
    // A form of the page is sent with a choice that the page does not offer.
    private const string SetGoal = """
        text => {
          const form = [...document.forms].find(f => f.elements.kind?.value === 'minutes');
          form.elements.of.append(new Option(text, text, true, true));
          form.requestSubmit();
        }
        """;

    [Fact]
    public async Task A_hostile_browser_query_and_goal_call_nothing_on_the_persons_pages()
    {
        var hostile = HostileText.Corpus[1];
        await using var watched = await WatchedPage.OpenAsync(site.Browser, site.Shop.Address, userAgent: hostile);
        await watched.SignInAsync(DemoAccounts.Honest[5].Email);
        foreach (var path in (string[])["/search?q=", "/?utm_source=", "/learn?from="])
            await watched.StaysQuietAsync(path + Uri.EscapeDataString(hostile));
        await site.Shop.Probe.SettleAsync();
        await watched.StaysQuietAsync("/me/activity");
        await watched.Page.EvaluateAsync(SetGoal, hostile);
        await Assertions.Expect(watched.Page.Locator("body")).ToContainTextAsync("There is no area of this name");

        using var client = site.Shop.Client(WatchedPage.Cookies(await watched.CookiesAsync()));
        var pages = await SiteWalk.FindAsync(client, ["/me/activity"], "/me");
        Assert.True(pages.Count >= 4, string.Join('\n', pages));
        foreach (var path in pages)
            await watched.StaysQuietAsync(path);
        watched.HasLoadedOnlyFrom("/");
    }
}
