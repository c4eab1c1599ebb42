using ServerSessions.BrowserTests.Support;

namespace ServerSessions.BrowserTests.Dashboard;

/// <summary>The dashboard of each role.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Length", "Long")]
public class RolesTests(BrowserSite site)
{
    // A group with a single page has no second row.
    [Theory]
    [InlineData("viewer", "Overview, Behaviour, People, Security, System", "")]
    [InlineData("support", "Overview, Behaviour, People, Security, System", "Stuck today, Sessions, Live, People, Nudges")]
    [InlineData("product", "Overview, Behaviour, People, Security, System", "Sessions, Live, Nudges")]
    [InlineData("security", "Overview, Behaviour, People, Security, System", "Stuck today, Sessions, Live, People, Nudges")]
    [InlineData("administrator", "Overview, Behaviour, People, Security, System", "Stuck today, Sessions, Live, People, Nudges")]
    public async Task A_role_has_its_part_of_the_navigation_and_every_link_opens_a_page_without_a_fault(string role, string groups, string people)
    {
        await using var figures = await FiguresSite.StartAsync(site.Browser);
        await using (var watched = await figures.OpenAsync(role))
        {
            await watched.GoAsync(BrowserSite.Admin);
            Assert.Equal(groups, string.Join(", ", await watched.Page.Locator("nav.groups a").AllInnerTextsAsync()));
            await watched.Page.Locator("nav.groups a", new() { HasText = "People" }).ClickAsync();
            Assert.Equal(people, string.Join(", ", await watched.Page.Locator("nav.pages a").AllInnerTextsAsync()));
        }

        var pages = await figures.PagesAsync(role);
        Assert.True(pages.Count >= 12, string.Join('\n', pages));
        await PageWalk.EachAsync(() => figures.OpenAsync(role), pages, async (watched, path) =>
        {
            await watched.StaysQuietAsync(path);
            return path;
        });
    }

    [Theory]
    [InlineData("viewer", "/sessions")]
    [InlineData("support", "/alerts")]
    [InlineData("product", "/insights/stuck")]
    [InlineData("security", "/webhooks")]
    public async Task A_page_of_another_role_says_so_in_a_page(string role, string path)
    {
        await using var figures = await FiguresSite.StartAsync(site.Browser);
        await using var watched = await figures.OpenAsync(role);
        await watched.StaysQuietAsync(BrowserSite.Admin + path, 403);
        Assert.Equal("That cannot be shown", await watched.Page.Locator("main h1").InnerTextAsync());
        await watched.Page.Locator("main .message").GetByText("Your role does not have").WaitForAsync();
    }
}
