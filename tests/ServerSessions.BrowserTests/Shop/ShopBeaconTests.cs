using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.Reports;
using ServerSessions.TestServers;

namespace ServerSessions.BrowserTests.Shop;

/// <summary>The sample's beacon: nothing before the visitor agrees, and afterwards what was done stands in the dashboard.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Length", "Long")]
public class ShopBeaconTests(BrowserSite site)
{
    private const string Beacon = "/s";

    [Fact]
    public async Task Nothing_is_loaded_or_sent_before_the_visitor_agrees_or_after_they_refuse()
    {
        await using var watched = await site.OpenAsync();
        await watched.GoAsync("/products/brass-lamp");
        await Button(watched, "Refuse").ClickAsync();
        await Assertions.Expect(watched.Page.Locator(".consent")).ToHaveCountAsync(0);
        await watched.GoAsync("/");
        Assert.DoesNotContain(watched.Requests, r => new Uri(r).AbsolutePath == Beacon);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Clicks_scrolling_and_fields_of_a_visitor_who_agrees_are_in_the_dashboard()
    {
        using var shop = new SampleShop();
        shop.StartServer();
        await VisitAsync(shop);
        await shop.Probe.SettleAsync();
        // The session ends.
        await shop.Probe.AdvanceAsync(TimeSpan.FromMinutes(31));

        await using var admin = await WatchedPage.OpenAsync(site.Browser, shop.Address);
        await admin.SignInAsync("admin@storefront.example");
        await Assertions.Expect(await RowAsync(admin, "insights/clicks?step=product", "main>article>div:2>form>button")).ToContainTextAsync("1");
        await Assertions.Expect(await RowAsync(admin, "insights/fields", "Street")).ToContainTextAsync("checkout.address");
        // Since the shop has opened: its history has pages of other people.
        await Assertions.Expect(await RowAsync(admin, $"insights/engagement?from={SampleShop.Opening:yyyy-MM-ddTHH:mm:ssZ}&to={SampleShop.Opening.AddHours(2):yyyy-MM-ddTHH:mm:ssZ}", "checkout.address")).ToBeVisibleAsync();
        // The page of the category is longer than the window and was read to its end.
        var reached = admin.Page.Locator("tr", new() { HasText = "category" }).Locator("td[data-label='95 %']");
        await Assertions.Expect(reached).ToHaveTextAsync("100 %");
        Assert.Empty(admin.Faults);
    }

    // Fills the cart and begins an address that is not sent. The shop's clock stands still between the pages, and no two pages begin at the same time.
    private async Task VisitAsync(SampleShop shop)
    {
        // The browser's own name says that it is automated, and figures are of people.
        await using var watched = await WatchedPage.OpenAsync(
            site.Browser, shop.Address, userAgent: $"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{site.Browser.Version.Split('.')[0]}.0.0.0 Safari/537.36");
        await watched.GoAsync("/");
        await PauseAsync(shop);
        await Button(watched, "Accept").ClickAsync();
        await Assertions.Expect(watched.Page.Locator(".consent")).ToHaveCountAsync(0);
        await PauseAsync(shop);
        await watched.GoAsync("/categories/kitchen");
        await watched.Page.EvaluateAsync("() => new Promise(done => { addEventListener('scroll', () => done(), { once: true }); scrollTo(0, document.documentElement.scrollHeight); })");
        await PauseAsync(shop);
        await watched.GoAsync("/products/brass-lamp");
        await PauseAsync(shop);
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await watched.Page.WaitForURLAsync("**/cart");
        await PauseAsync(shop);
        await watched.GoAsync("/checkout/address");
        await watched.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("A. Person");
        await watched.Page.GetByLabel("Street and number").FillAsync("Long Lane 1");
        await PauseAsync(shop);
        await watched.GoAsync("/");
        Assert.Empty(watched.Faults);
        await Waiting.UntilAsync(async () => (await StepsAsync(shop)).Any(step => step is { Step: "checkout.address", Engagement: not null }), what: "the last report has arrived");
    }

    private static Task PauseAsync(SampleShop shop) => shop.Probe.AdvanceAsync(TimeSpan.FromSeconds(2));

    private static async Task<IEnumerable<SessionStep>> StepsAsync(SampleShop shop)
    {
        var (reports, steps) = (shop.Services.GetRequiredService<ISessionReports>(), new List<SessionStep>());
        foreach (var open in (await reports.ListAsync(new SessionQuery { Live = true })).Items)
            if (SessionId.TryParse(open.Id, out var id) && await reports.FindAsync(id) is { } session)
                steps.AddRange(session.Steps);
        return steps;
    }

    private static async Task<ILocator> RowAsync(WatchedPage admin, string page, string text)
    {
        await admin.GoAsync($"{BrowserSite.Admin}/{page}");
        return admin.Page.Locator("main tbody tr", new() { HasText = text });
    }

    private static ILocator Button(WatchedPage watched, string name) => watched.Page.Locator(".consent").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
