using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.Tests.Support;

namespace ServerSessions.BrowserTests.Dashboard;

/// <summary>The pictures of README and docs. <c>UPDATE_IMAGES=1</c> takes them anew.</summary>
[Collection(BrowserCollection.Name)]
public class PicturesTests(BrowserSite site)
{
    private static readonly string Folder = Path.Combine(SourceTree.Root(), "docs", "images");

    [Theory]
    [InlineData("overview", "?range=30d", ColorScheme.Light)]
    [InlineData("overview-dark", "?range=30d", ColorScheme.Dark)]
    [InlineData("sessions", "/sessions?actor=Person&class=Completed", ColorScheme.Light)]
    [InlineData("goals", "/insights/goals?range=30d", ColorScheme.Light)]
    [InlineData("alerts", "/alerts", ColorScheme.Light)]
    public async Task A_page_has_its_picture(string name, string page, ColorScheme scheme)
    {
        await using var watched = await site.OpenAdminAsync();
        await watched.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await watched.GoAsync(BrowserSite.Admin + page);
        await KeepAsync(watched.Page, name);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task A_session_has_its_picture()
    {
        await using var watched = await site.OpenAdminAsync();
        await watched.GoAsync(BrowserSite.Admin + "/sessions?class=Completed&actor=Person&route=checkout.order");
        await watched.Page.Locator("td[data-label=Start] a").First.ClickAsync();
        await Assertions.Expect(watched.Page.Locator("svg.lane")).ToBeVisibleAsync();
        await KeepAsync(watched.Page, "session");
        Assert.Empty(watched.Faults);
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        var path = Path.Combine(Folder, name + ".png");
        var picture = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        if (Environment.GetEnvironmentVariable("UPDATE_IMAGES") == "1")
            await File.WriteAllBytesAsync(path, picture);
        Assert.True(File.Exists(path), $"docs/images has no {name}.png: run the browser tests with UPDATE_IMAGES=1.");
    }
}
