using Microsoft.Playwright;
using ServerSessions.Simulation;
using ServerSessions.TestServers;

namespace ServerSessions.BrowserTests.Support;

/// <summary>One browser and one shop for all tests, and what all of them would do again: signing in and examining the pages.</summary>
public sealed class BrowserSite : IAsyncLifetime
{
    public const string Admin = "/admin/sessions";

    private const string AdminEmail = "admin@storefront.example";

    private readonly SampleShop _shop = new();
    private readonly Lazy<Task<IReadOnlyList<PageExam>>> _dashboard;
    private readonly Lazy<Task<IReadOnlyList<PageExam>>> _person;
    private IPlaywright _playwright = null!;
    private string _admin = null!;
    private string _customer = null!;

    public BrowserSite()
    {
        _dashboard = new(async () => await ExamineAsync(() => OpenAdminAsync(), _admin, [Admin], Admin));
        _person = new(async () => await ExamineAsync(OpenCustomerAsync, _customer, ["/me/activity", "/transparency"], "/me"));
    }

    internal IBrowser Browser { get; private set; } = null!;

    internal SampleShop Shop => _shop;

    internal Task<IReadOnlyList<PageExam>> DashboardAsync() => _dashboard.Value;

    internal Task<IReadOnlyList<PageExam>> PersonAsync() => _person.Value;

    /// <summary>A browser without cookies.</summary>
    internal Task<WatchedPage> OpenAsync() => WatchedPage.OpenAsync(Browser, _shop.Address);

    /// <summary>The browser of the shop's administrator.</summary>
    internal Task<WatchedPage> OpenAdminAsync(bool isScripted = true) => WatchedPage.OpenAsync(Browser, _shop.Address, _admin, isScripted);

    /// <summary>The browser of a customer with some history.</summary>
    internal Task<WatchedPage> OpenCustomerAsync() => WatchedPage.OpenAsync(Browser, _shop.Address, _customer);

    internal HttpClient AdminClient() => _shop.Client(WatchedPage.Cookies(_admin));

    public async Task InitializeAsync()
    {
        _shop.StartServer();
        Assertions.SetDefaultExpectTimeout((float)WatchedPage.Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.StartAsync(_playwright);
        _customer = await SignInAsync(DemoAccounts.Honest[0].Email, "/products/brass-lamp", "/learn", "/cart", "/account");
        _admin = await SignInAsync(AdminEmail);
        await _shop.Probe.SettleAsync();
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
        await _shop.DisposeAsync();
    }

    /// <summary>Signs in by the form and looks at some pages. Returns the cookies.</summary>
    internal async Task<string> SignInAsync(string email, params string[] visits)
    {
        await using var watched = await OpenAsync();
        await watched.SignInAsync(email);
        foreach (var path in visits)
            await watched.GoAsync(path);
        return await watched.CookiesAsync();
    }

    private async Task<IReadOnlyList<PageExam>> ExamineAsync(Func<Task<WatchedPage>> open, string cookies, string[] starts, string prefix)
    {
        using var client = _shop.Client(WatchedPage.Cookies(cookies));
        var pages = await SiteWalk.FindAsync(client, starts, prefix);
        return await PageExaminer.ExamineAsync(open, pages);
    }
}
