using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.Simulation;

namespace ServerSessions.BrowserTests.Dashboard;

/// <summary>What a person does with the pages.</summary>
[Collection(BrowserCollection.Name)]
public class DashboardUseTests(BrowserSite site)
{
    [Fact]
    public async Task A_filter_leaves_what_was_selected_and_its_view_is_a_link()
    {
        await using var watched = await site.OpenAdminAsync();
        await watched.GoAsync(BrowserSite.Admin + "/sessions");
        await watched.Page.GetByLabel("Visitor").SelectOptionAsync("Attacker");
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await Assertions.Expect(watched.Page).ToHaveURLAsync(new Regex("actor=Attacker"));
        await Assertions.Expect(watched.Page.GetByLabel("Visitor")).ToHaveValueAsync("Attacker");
        var visitors = await watched.Page.Locator("td[data-label=Visitor]").AllInnerTextsAsync();
        Assert.NotEmpty(visitors);
        Assert.All(visitors, v => Assert.Equal("attacker", v.Trim()));

        await using var another = await site.OpenAdminAsync();
        await another.GoAsync(new Uri(watched.Page.Url).PathAndQuery);
        Assert.Equal(visitors.Count, await another.Page.Locator("td[data-label=Visitor]").CountAsync());
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task A_filter_without_a_match_says_so_and_leads_back()
    {
        await using var watched = await site.OpenAdminAsync();
        await watched.GoAsync(BrowserSite.Admin + "/sessions");
        await watched.Page.GetByLabel("Rule").FillAsync("X99");
        await watched.Page.GetByLabel("Rule").PressAsync("Enter");
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Name = "No session matches" })).ToBeVisibleAsync();
        await watched.Page.GetByRole(AriaRole.Link, new() { Name = "show all sessions" }).ClickAsync();
        await Assertions.Expect(watched.Page.Locator("td[data-label=Visitor]").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_number_opens_the_list_behind_it_and_the_list_its_session()
    {
        await using var watched = await site.OpenAdminAsync();
        await watched.GoAsync(BrowserSite.Admin + "?range=30d");
        var open = watched.Page.Locator(".tile", new() { HasText = "Open alerts" }).GetByRole(AriaRole.Link);
        var stated = int.Parse(await open.InnerTextAsync(), CultureInfo.InvariantCulture);
        await open.ClickAsync();
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Name = "Alerts", Exact = true })).ToBeVisibleAsync();
        Assert.Equal(stated, await watched.Page.Locator("main table tbody tr").CountAsync());

        await watched.Page.GoBackAsync();
        await watched.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("sessions? of attackers$") }).ClickAsync();
        await Assertions.Expect(watched.Page.Locator("td[data-label=Visitor]").First).ToHaveTextAsync("attacker");
        await watched.Page.Locator("td[data-label=Start] a").First.ClickAsync();
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Name = "Steps" })).ToBeVisibleAsync();
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task The_list_of_live_sessions_shows_a_new_visitor_without_being_reloaded()
    {
        await using var watched = await site.OpenAdminAsync();
        // The page's timers wait for the test; the server's answers do not.
        await watched.Page.Clock.InstallAsync();
        await watched.GoAsync(BrowserSite.Admin + "/sessions?live=true");
        var rows = watched.Page.Locator("td[data-label=Start]");
        var before = await rows.CountAsync();
        using var visitor = site.Shop.Client();
        foreach (var path in (string[])["/", "/categories/kitchen", "/cart"])
            (await visitor.GetAsync(path)).EnsureSuccessStatusCode();
        await site.Shop.Probe.SettleAsync();
        await watched.Page.Clock.RunForAsync(10_000);
        await Assertions.Expect(rows).ToHaveCountAsync(before + 1);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task A_session_is_signed_out_by_a_form_that_needs_a_reason_and_its_browser_has_to_sign_in_again()
    {
        var email = DemoAccounts.Honest[3].Email;
        await using var customer = await site.OpenAsync();
        await customer.SignInAsync(email);
        await customer.GoAsync("/account");
        await site.Shop.Probe.SettleAsync();

        await using var admin = await site.OpenAdminAsync();
        await admin.GoAsync($"{BrowserSite.Admin}/sessions?live=true&user={email}");
        await admin.Page.Locator("td[data-label=Start] a").First.ClickAsync();
        await admin.Page.Locator("main").Locator("a.button, button").Filter(new() { HasTextRegex = new Regex(@"^\s*Sign out") }).First.ClickAsync();
        var form = admin.Page.Locator("main form[method=post]:has(input[required])").First;
        var (reason, send) = (form.Locator("input[required]").First, form.Locator("button[type=submit]").First);
        await send.ClickAsync();
        // The browser asks for the reason and sends nothing.
        await Assertions.Expect(reason).ToBeFocusedAsync();
        Assert.Empty(await site.Shop.Probe.DecisionsAsync());

        await reason.FillAsync("the account's owner called");
        await send.ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("the account's owner called").First).ToBeVisibleAsync();
        Assert.Equal("the account's owner called", Assert.Single(await site.Shop.Probe.DecisionsAsync()).Reason);
        Assert.Empty(admin.Faults);

        await customer.Page.GotoAsync("/account");
        await Assertions.Expect(customer.Page).ToHaveURLAsync(new Regex("/account/sign-in"));
    }

    [Fact]
    public async Task The_pages_work_without_a_script()
    {
        await using var watched = await site.OpenAdminAsync(isScripted: false);
        var page = watched.Page;
        await watched.GoAsync(BrowserSite.Admin);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Groups of pages" }).GetByRole(AriaRole.Link, new() { Name = "People" }).ClickAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages of People" }).GetByRole(AriaRole.Link, new() { Name = "Sessions", Exact = true }).ClickAsync();
        await page.GetByLabel("Class").SelectOptionAsync("Bounced");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await Assertions.Expect(page.Locator("td[data-label=Start] a").First).ToBeVisibleAsync();
        Assert.Empty(watched.Faults);
    }
}
