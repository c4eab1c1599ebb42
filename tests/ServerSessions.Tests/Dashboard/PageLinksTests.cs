using System.Net;
using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Hosting;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

public sealed class PageLinksTests
{
    [Theory]
    [InlineData("", "/admin/sessions", "", "/admin/sessions")]
    [InlineData("", "/admin/sessions/", "", "/admin/sessions")]
    [InlineData("/shop", "/admin/sessions", "", "/shop/admin/sessions")]
    [InlineData("/shop", "/admin/sessions/sessions", "sessions", "/shop/admin/sessions")]
    [InlineData("", "/sessions/sessions/sessions", "sessions", "/sessions/sessions")]
    [InlineData("", "/admin/SESSIONS/Sessions/", "sessions", "/admin/SESSIONS")]
    [InlineData("", "/a/alerts/5f/", "alerts/5f", "/a")]
    [InlineData("", "/", "", "")]
    [InlineData("", "/pipeline", "pipeline", "")]
    [InlineData("", "/acme \"co\"/ops/alerts", "alerts", "/acme%20%22co%22/ops")]
    [InlineData("", "/admin/alerts/a%2Fb", "alerts/a/b", "/admin")]
    [InlineData("//pwned.example", "/admin/alerts", "alerts", "/pwned.example/admin")]
    public void The_base_is_what_stands_before_the_page(string pathBase, string path, string page, string expected)
    {
        var request = new DefaultHttpContext().Request;
        request.PathBase = new PathString(pathBase);
        request.Path = new PathString(path);
        Assert.Equal(expected, PageLinks.For(request, page).Base);
    }

    [Fact]
    public void At_the_root_the_start_page_is_a_slash() => Assert.Equal("/", new PageLinks("").Start);

    [Fact]
    public void An_id_cannot_leave_its_segment() =>
        Assert.Equal("/x/alerts/..%2F..%2Fjavascript%3A%3Fa%23b", new PageLinks("/x").Alert("../../javascript:?a#b"));

    [Theory]
    [InlineData("/admin/sessions", "", "/admin/sessions")]
    [InlineData("/admin/sessions", "/shop", "/shop/admin/sessions")]
    [InlineData("/sessions/sessions", "/sessions", "/sessions/sessions/sessions")]
    [InlineData("/{tenant}/ops", "/shop", "/shop/acme%20co/ops")]
    [InlineData("", "", "/")]
    public async Task Every_link_of_every_page_is_answered(string pattern, string pathBase, string start)
    {
        await using var app = await DashboardApp.StartAsync(pattern: pattern, pathBase: pathBase);
        var client = app.Client;
        var seen = new HashSet<string> { start };
        var waiting = new Queue<string>(seen);
        while (waiting.TryDequeue(out var link))
        {
            using var response = await client.GetAsync(link);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{link} answered {response.StatusCode}");
            if (response.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            var html = await response.Content.ReadAsStringAsync();
            foreach (var found in Markup.Values(html, "href").Concat(Markup.Values(html, "src")).Concat(Searches(html)))
            {
                // Data is the API's to answer; PageFiguresTests reads it.
                if (!found.StartsWith('#') && !found.Contains("format=", StringComparison.Ordinal) && seen.Add(found))
                    waiting.Enqueue(found);
            }
        }
        var root = start.TrimEnd('/');
        string[] expected =
        [
            $"{root}/sessions", $"{root}/sessions/{DashboardData.KnownSession}", $"{root}/alerts", $"{root}/alerts/{DashboardData.KnownAlert}", $"{root}/pipeline",
            $"{root}/decisions", $"{root}/decisions?active=true",
        ];
        Assert.Superset(expected.ToHashSet(), seen);
    }

    // No link leads to a route that changes something.
    private static IEnumerable<string> Searches(string html) =>
        Markup.Tags(html).Where(tag => tag.Element == "form" && tag.Attributes.Contains(("method", "get"))).SelectMany(tag => tag.Attributes).Where(a => a.Name == "action").Select(a => a.Value);
}
