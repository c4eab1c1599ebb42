using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.Tests.Support;

namespace ServerSessions.BrowserTests.Dashboard;

/// <summary>The pictures of README and docs. <c>UPDATE_IMAGES=1</c> takes them anew.</summary>
[Collection(BrowserCollection.Name)]
public class PicturesTests(BrowserSite site)
{
    private static readonly string Folder = Path.Combine(SourceTree.Root(), "docs", "images");

    /// <summary>Name; page; text of the link in the list that leads to what is shown; height in pixels.</summary>
    public static TheoryData<string, string, string?, int> Pictures => new()
    {
        { "overview", "?range=30d", null, 980 },
        { "session", "/sessions?class=Completed&actor=Person&route=checkout.order", "td[data-label=Start] a", 900 },
        { "goals", "/insights/goals?range=30d", null, 900 },
        { "alert", "/alerts?rule=D1", "main table a", 900 },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task A_picture_of_the_docs_shows_a_page_without_a_fault(string name, string page, string? link, int height)
    {
        await using var watched = await site.OpenAdminAsync();
        await watched.Page.SetViewportSizeAsync(1280, height);
        await watched.GoAsync(BrowserSite.Admin + page);
        if (link is not null)
        {
            await watched.Page.Locator(link).First.ClickAsync();
            await Assertions.Expect(watched.Page.Locator(".crumbs")).ToBeVisibleAsync();
        }

        var picture = await watched.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        Assert.Empty(watched.Faults);
        if (Environment.GetEnvironmentVariable("UPDATE_IMAGES") == "1")
            await File.WriteAllBytesAsync(Path.Combine(Folder, name + ".png"), picture);
    }

    [Fact]
    public void Every_picture_of_the_docs_is_taken_here_and_shown_there()
    {
        var files = Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(Pictures.Select(p => p[0] + ".png").Order(StringComparer.Ordinal), files);
        var pages = string.Concat(Directory.GetFiles(Path.Combine(Folder, ".."), "*.md").Append(Path.Combine(SourceTree.Root(), "README.md")).Select(File.ReadAllText));
        Assert.All(files, file => Assert.Contains($"images/{file})", pages, StringComparison.Ordinal));
    }
}
