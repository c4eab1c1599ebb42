using ServerSessions.BrowserTests.Support;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.BrowserTests.Dashboard;

/// <summary>What visitors send is shown and never run: nothing is called, nothing is loaded, no request leaves.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Length", "Long")]
public class HostileTextTests(BrowserSite site)
{
    [Fact]
    public async Task Where_every_text_is_hostile_nothing_is_called_and_nothing_is_loaded()
    {
        // Every answer of this application has other ids, so the page of an id can be gone.
        await using var app = await DashboardApp.StartAsync(DashboardApp.Hostile(), kestrel: true);
        using var client = new HttpClient { BaseAddress = app.Address };
        var pages = await SiteWalk.FindAsync(client, [BrowserSite.Admin], BrowserSite.Admin);
        Assert.True(pages.Count >= 10, string.Join('\n', pages));
        await PageWalk.EachAsync(() => WatchedPage.OpenAsync(site.Browser, app.Address), pages, (watched, path) => ShowsTextOnlyAsync(watched, path, 200, 404));
    }

    [Fact]
    public async Task Hostile_routes_agents_users_and_queries_of_real_requests_are_shown_and_call_nothing()
    {
        await SendAsync();
        using var client = site.AdminClient();
        var pages = await SiteWalk.FindAsync(client, [BrowserSite.Admin + "/sessions?live=true"], BrowserSite.Admin, examples: 6);
        await PageWalk.EachAsync(() => site.OpenAdminAsync(), pages, (watched, path) => ShowsTextOnlyAsync(watched, path));
    }

    [Theory]
    [InlineData("/admin/sessions/sessions/{0}", 404)]
    [InlineData("/admin/sessions/alerts/{0}", 404)]
    [InlineData("/admin/sessions/sessions?route={0}&user={0}&rule={0}", 200)]
    [InlineData("/admin/sessions?segment=source:{0}", 200)]
    [InlineData("/admin/sessions?range={0}", 400)]
    [InlineData("/search?q={0}", 200)]
    public async Task A_hostile_link_calls_nothing(string link, int status)
    {
        await using var watched = await site.OpenAdminAsync();
        foreach (var text in HostileText.Corpus.Where(t => t.Length is > 0 and < 100 && !t.Contains('\0') && !t.Contains('\uD800')))
            await watched.StaysQuietAsync(string.Format(null, link, Uri.EscapeDataString(text)), status);
    }

    [Fact]
    public async Task The_same_text_that_is_not_encoded_is_noticed_by_these_tests()
    {
        await using var watched = await site.OpenAsync();
        await watched.GoAsync("/");
        await watched.Page.EvaluateAsync("html => document.body.insertAdjacentHTML('beforeend', html)", HostileText.Corpus[1][2..]);
        // The policy of the sample keeps it from running, which is noticed as well.
        await Waiting.UntilAsync(() => watched.Faults.Any(f => f.StartsWith("console error: policy: script-src", StringComparison.Ordinal)), what: "the violation of the policy is noticed");
        Assert.Contains(watched.Requests, r => r.EndsWith("/x", StringComparison.Ordinal));
    }

    private static async Task<bool> ShowsTextOnlyAsync(WatchedPage watched, string path, params int[] statuses)
    {
        await watched.StaysQuietAsync(path, statuses);
        var overflow = await PageExaminer.OverflowAsync(watched.Page);
        Assert.True(overflow.Count == 0, $"{path}: {string.Join('\n', overflow)}");
        watched.HasLoadedOnlyFrom(BrowserSite.Admin);
        return true;
    }

    private async Task SendAsync()
    {
        foreach (var text in HostileText.Corpus.Where(t => t.Length is > 0 and < 100))
        {
            var safe = new string([.. text.Where(c => c is >= ' ' and < '\x7F')]);
            using var visitor = site.Shop.Client(userAgent: safe);
            visitor.DefaultRequestHeaders.TryAddWithoutValidation("Referer", "https://pwned.example/" + Uri.EscapeDataString(safe));
            foreach (var path in (string[])["/", "/search?q=", "/products/", "/categories/", "/", "/?utm_source=", "/?utm_campaign=", "/account/sign-in?returnUrl="])
                using (await visitor.GetAsync(path + (path == "/" ? "" : Uri.EscapeDataString(safe)))) { }
        }

        await site.Shop.Probe.SettleAsync();
    }
}
