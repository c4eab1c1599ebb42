using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.BrowserTests.Beacon;

/// <summary>An administrator sees the clicks of a page on the page, in a real browser, under a strict policy; no other visitor does.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Length", "Long")]
public sealed class OverlayTests(BrowserSite site)
{
    private const string Clicks = "/clicks";

    // A closed shadow tree cannot be looked into; a test may.
    private const string OpenTrees = "{ const attach = Element.prototype.attachShadow; Element.prototype.attachShadow = function (init) { return window.tree = attach.call(this, { ...init, mode: 'open' }); }; }";

    [Fact]
    public async Task The_link_shows_the_clicks_of_five_people_on_the_page_and_leaves_no_trace_of_its_token()
    {
        var requests = new List<string>();
        await using var app = await StartAsync(requests);
        await ClickAsync(app, people: 5);
        await using var admin = await WatchedPage.OpenAsync(site.Browser, app.Address);
        var link = await LinkAsync(admin, shows: true);
        Assert.StartsWith("/clicks#ss-clicks=", link, StringComparison.Ordinal);
        await admin.Page.AddInitScriptAsync(OpenTrees);

        await admin.GoAsync(link);

        await admin.Page.WaitForFunctionAsync("() => window.tree && window.tree.querySelector('section')");
        Assert.Equal("5 clicks, 5 people", await admin.Page.EvaluateAsync<string>("[...tree.querySelectorAll('b')].map(b => b.textContent).join(' | ')"));
        Assert.Contains("elements of this page: 1,", await admin.Page.EvaluateAsync<string>("tree.querySelector('section').textContent"), StringComparison.Ordinal);
        // The box lies on the button, with a cell of it.
        Assert.True(await admin.Page.EvaluateAsync<bool>(
            "(() => { const a = tree.querySelector('.box').getBoundingClientRect(), b = document.getElementById('works').getBoundingClientRect(); return Math.abs(a.left - b.left) < 1 && Math.abs(a.top - b.top) < 1 && Math.abs(a.width - b.width) < 1; })()"));
        Assert.True(await admin.Page.EvaluateAsync<bool>("tree.querySelectorAll('.box i').length > 0"));
        Assert.Equal("/clicks", new Uri(admin.Page.Url).PathAndQuery + new Uri(admin.Page.Url).Fragment);
        var token = link.Split('=')[1];
        Assert.DoesNotContain(requests, r => r.Contains(token, StringComparison.Ordinal));
        Assert.Equal([], admin.Faults);

        // Clicks go through to the page, and Escape ends it.
        await admin.Page.ClickAsync("#works");
        Assert.Equal(".", await admin.Page.TextContentAsync("#out"));
        await admin.Page.Keyboard.PressAsync("Escape");
        Assert.False(await admin.Page.EvaluateAsync<bool>("tree.host.isConnected"));
    }

    [Fact]
    public async Task In_another_browser_for_another_step_or_in_a_frame_it_shows_nothing()
    {
        await using var app = await StartAsync([]);
        await ClickAsync(app, people: 5);
        await using var admin = await WatchedPage.OpenAsync(site.Browser, app.Address);
        var link = await LinkAsync(admin, shows: true);
        var fragment = link[link.IndexOf('#', StringComparison.Ordinal)..];

        await using var other = await WatchedPage.OpenAsync(site.Browser, app.Address);
        await other.Page.AddInitScriptAsync(OpenTrees);
        await other.GoAsync("/read");
        await RefusedAsync(other, link);

        await admin.Page.AddInitScriptAsync(OpenTrees);
        await RefusedAsync(admin, "/read" + fragment);

        // The page in the frame has loaded the script of the overlay, which has taken itself out or left.
        var scripts = 0;
        admin.Page.Response += (_, response) => scripts += response.Url.EndsWith("/s/o", StringComparison.Ordinal) && response.Request.Method == "GET" ? 1 : 0;
        await admin.GoAsync("/frame" + fragment);
        await admin.Page.WaitForFunctionAsync("() => document.querySelector('iframe').contentDocument.querySelector('script[src$=\"/s/o\"]')");
        await Waiting.UntilAsync(() => Task.FromResult(scripts > 0), what: "the script of the overlay is loaded in the frame");
        await admin.Page.EvaluateAsync("document.querySelector('iframe').contentWindow.fetch('/key').then(r => r.text())");
        Assert.True(await admin.Page.EvaluateAsync<bool>("document.querySelector('iframe').contentDocument.querySelector('script[src$=\"/s/o\"]') !== null && !document.querySelector('iframe').contentWindow.tree"));
    }

    [Fact]
    public async Task Fewer_than_five_people_are_not_shown()
    {
        await using var app = await StartAsync([]);
        await ClickAsync(app, people: 4);
        await using var admin = await WatchedPage.OpenAsync(site.Browser, app.Address);
        var link = await LinkAsync(admin, shows: true);
        await admin.Page.AddInitScriptAsync(OpenTrees);
        await admin.GoAsync(link);
        await admin.Page.WaitForFunctionAsync("() => window.tree && window.tree.querySelector('section')");
        Assert.Equal(0, await admin.Page.EvaluateAsync<int>("tree.querySelectorAll('.box').length"));
        Assert.Equal([], admin.Faults);
    }

    [Fact]
    public async Task Below_a_path_base_under_a_policy_that_allows_scripts_by_nonces_alone_it_is_shown_too()
    {
        await using var app = await StartAsync([], a => a.UsePathBase("/shop"));
        await ClickAsync(app, people: 5, "/shop/nonce");
        await using var admin = await WatchedPage.OpenAsync(site.Browser, app.Address);
        var link = await LinkAsync(admin, shows: true, "/shop", "/nonce");
        Assert.StartsWith("/shop/nonce#ss-clicks=", link, StringComparison.Ordinal);
        await admin.Page.AddInitScriptAsync(OpenTrees);
        await admin.GoAsync(link);
        await admin.Page.WaitForFunctionAsync("() => window.tree && window.tree.querySelector('section')");
        Assert.Equal("5 clicks, 5 people", await admin.Page.EvaluateAsync<string>("[...tree.querySelectorAll('b')].map(b => b.textContent).join(' | ')"));
        Assert.Equal([], admin.Faults);
    }

    // Nothing is on the page, and the console says why.
    private static async Task RefusedAsync(WatchedPage watched, string path)
    {
        var said = watched.Page.WaitForConsoleMessageAsync(new PageWaitForConsoleMessageOptions { Predicate = m => m.Text.Contains("no clicks are shown", StringComparison.Ordinal) });
        await watched.GoAsync(path);
        await said;
        Assert.False(await watched.Page.EvaluateAsync<bool>("window.tree !== undefined && tree.host.isConnected"));
        Assert.DoesNotContain("#", watched.Page.Url, StringComparison.Ordinal);
    }

    private static Task<TrackedApp> StartAsync(List<string> requests, Action<WebApplication>? first = null) => TrackedApp.StartAsync(
        app =>
        {
            first?.Invoke(app);
            app.Use((context, next) =>
            {
                lock (requests)
                    requests.Add($"{context.Request.Path}{context.Request.QueryString} {context.Request.Headers.Referer}");
                return next(context);
            });
            BeaconPages.Map(app);
            app.MapPost("/leave", () => "bye").TrackSignOut();
            app.MapSessionTracking("/admin/sessions").AllowAnonymous();
        },
        services: s => s.AddRazorComponents(), kestrel: true, after: s => s.AddSessionTracking().AddDashboard());

    // A browser without a window says so in its name, and is no person.
    private string Person => $"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{site.Browser.Version.Split('.')[0]}.0.0.0 Safari/537.36";

    // Each in a browser of their own.
    private async Task ClickAsync(TrackedApp app, int people, string page = Clicks)
    {
        for (var i = 0; i < people; i++)
        {
            await using var watched = await WatchedPage.OpenAsync(site.Browser, app.Address, userAgent: Person);
            await watched.GoAsync(page);
            await watched.Page.ClickAsync("#works");
            await watched.GoAsync(page[..page.LastIndexOf('/')] + "/next");
            await watched.Page.EvaluateAsync("fetch('leave', { method: 'POST' }).then(r => r.text())");
        }

        await app.ClosedAsync(people);
    }

    private static async Task<string> LinkAsync(WatchedPage admin, bool shows, string pathBase = "", string page = Clicks)
    {
        await admin.GoAsync(pathBase + "/next");
        string? link = null;
        await Waiting.UntilAsync(async () =>
        {
            await admin.GoAsync($"{pathBase}/admin/sessions/insights/clicks?step=GET%20{page}");
            var found = admin.Page.Locator("a[target=_blank][href*='#ss-clicks=']");
            return (link = await found.CountAsync() > 0 ? await found.GetAttributeAsync("href") : null) is not null == shows;
        }, what: "the page of clicks has a link");
        return link!;
    }
}
