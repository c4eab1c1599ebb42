using ServerSessions.BrowserTests.Support;

namespace ServerSessions.BrowserTests.Dashboard;

/// <summary>Every page of the dashboard that a link leads to, full of data, in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public class DashboardPagesTests(BrowserSite site)
{
    [Fact]
    public async Task The_navigation_leads_to_pages_and_their_links_to_sessions_and_alerts()
    {
        var paths = (await site.DashboardAsync()).Select(e => e.Path).ToList();
        Assert.Contains(BrowserSite.Admin, paths);
        Assert.True(paths.Count >= 12, string.Join('\n', paths));
        Assert.Contains(paths, p => p.StartsWith($"{BrowserSite.Admin}/sessions/", StringComparison.Ordinal));
        Assert.Contains(paths, p => p.StartsWith($"{BrowserSite.Admin}/alerts/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_page_has_console_errors_failed_requests_or_violations_of_its_content_security_policy() => Claims.None(await site.DashboardAsync(), e => e.Faults);

    [Fact]
    public async Task No_page_has_a_serious_accessibility_issue() => Claims.None(await site.DashboardAsync(), e => e.Accessibility);

    [Fact]
    public async Task Every_text_can_be_read_and_every_target_hit_in_dark_colours_on_a_screen_of_400_pixels() => Claims.None(await site.DashboardAsync(), e => e.DarkAndNarrow);

    [Fact]
    public async Task No_page_scrolls_sideways_on_a_screen_of_1024_or_400_pixels() => Claims.None(await site.DashboardAsync(), e => e.Overflow);

    [Fact]
    public async Task The_first_visit_transfers_at_most_200_kB_and_each_page_after_it_at_most_40_kB()
    {
        var exams = await site.DashboardAsync();
        Assert.Contains(exams, e => e.IsFirstVisit);
        Assert.All(exams, e => Assert.True(e.Bytes > 0 && e.Bytes <= (e.IsFirstVisit ? 200_000 : 40_000), $"{e.Path} transfers {e.Bytes} bytes."));
    }
}
