using ServerSessions.BrowserTests.Support;

namespace ServerSessions.BrowserTests.Person;

/// <summary>The pages on which a person sees what is recorded about them, and the transparency page.</summary>
[Collection(BrowserCollection.Name)]
public class PersonPagesTests(BrowserSite site)
{
    [Fact]
    public async Task The_navigation_leads_to_activity_devices_data_and_transparency()
    {
        var paths = (await site.PersonAsync()).Select(e => e.Path).ToList();
        Assert.Superset(new HashSet<string> { "/me/activity", "/me/sessions", "/me/data", "/me/transparency", "/transparency" }, paths.ToHashSet());
    }

    [Fact]
    public async Task No_page_has_console_errors_failed_requests_or_violations_of_its_content_security_policy() => Claims.None(await site.PersonAsync(), e => e.Faults);

    [Fact]
    public async Task No_page_has_a_serious_accessibility_issue() => Claims.None(await site.PersonAsync(), e => e.Accessibility);

    [Fact]
    public async Task Every_text_can_be_read_and_every_target_hit_in_dark_colours_on_a_screen_of_400_pixels() => Claims.None(await site.PersonAsync(), e => e.DarkAndNarrow);

    [Fact]
    public async Task No_page_scrolls_sideways_on_a_screen_of_1024_or_400_pixels() => Claims.None(await site.PersonAsync(), e => e.Overflow);
}
