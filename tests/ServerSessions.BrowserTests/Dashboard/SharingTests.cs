using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;

namespace ServerSessions.BrowserTests.Dashboard;

/// <summary>A view of figures that is shared by a link.</summary>
[Collection(BrowserCollection.Name)]
public class SharingTests(BrowserSite site)
{
    [Fact]
    public async Task A_view_is_shared_by_its_form_opens_without_a_sign_in_and_is_closed_when_its_link_is_revoked()
    {
        await using var figures = await FiguresSite.StartAsync(site.Browser);
        await using var product = await figures.OpenAsync("product");
        await product.GoAsync($"{BrowserSite.Admin}/insights/goals{FiguresSite.Days}");
        await product.Page.GetByRole(AriaRole.Button, new() { Name = "Share this view" }).ClickAsync();
        await Assertions.Expect(product.Page.GetByRole(AriaRole.Heading, new() { Name = "Shared links", Exact = true })).ToBeVisibleAsync();
        var link = await product.Page.Locator("td[data-label=Link] a").GetAttributeAsync("href");

        var exam = Assert.Single(await PageExaminer.ExamineAsync(figures.OpenAsync, [link!]));
        Assert.Equal([], (IEnumerable<string>)[.. exam.Faults, .. exam.Accessibility, .. exam.DarkAndNarrow, .. exam.Overflow]);
        await using var stranger = await figures.OpenAsync();
        await stranger.GoAsync(link!);
        await Assertions.Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Name = "Goals", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(stranger.Page.GetByText("A shared view, read-only.")).ToBeVisibleAsync();
        Assert.Equal(0, await stranger.Page.Locator("nav, form").CountAsync());

        await product.Page.GetByRole(AriaRole.Link, new() { Name = "Revoke…" }).ClickAsync();
        await product.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke the link" }).ClickAsync();
        await Assertions.Expect(product.Page.GetByRole(AriaRole.Heading, new() { Name = "No shared links" })).ToBeVisibleAsync();
        await stranger.StaysQuietAsync(link!, 404);
        await Assertions.Expect(stranger.Page.GetByText("This link has ended or was revoked, or there is no such link.")).ToBeVisibleAsync();
        Assert.Equal(0, await stranger.Page.Locator("main a, nav, form").CountAsync());
        Assert.Empty(product.Faults);
    }
}
