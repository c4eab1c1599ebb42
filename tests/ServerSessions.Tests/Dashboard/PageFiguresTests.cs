using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

/// <summary>The numbers of the pages, from visits to a real application: they are those of the API, and a number of sessions is the length of the list behind it.</summary>
public sealed class PageFiguresTests
{
    private const string Admin = "/admin/sessions";
    private const string Googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    // Each with the path of its data, and with the least number of its links to lists of sessions.
    private static readonly (string Page, int Links)[] Pages =
    [
        ("", 7), ("?range=7d&segment=actor:all", 7), ("?segment=step:GET%20/cart", 5), ("/insights/goals", 8), ("/insights/funnels", 5), ("/insights/funnels/buy", 5), ("/insights/funnels/buy?segment=browser:Firefox&range=7d", 5),
        ("/insights/funnels?steps=GET%20/&steps=pay&window=1h", 3), ("/insights/paths", 6), ("/insights/paths?step=GET%20/cart&direction=backward", 0), ("/insights/friction", 4),
        ("/insights/abandonment", 1), ("/insights/adoption", 1), ("/insights/retention?unit=visitor", 0), ("/insights/experiments", 0), ("/insights/experiments/button", 0), ("/insights/latency?range=30d", 1),
        ("/insights/navigation", 0), ("/insights/automation", 0), ("/sessions?segment=actor:person&segment=step:pay&live=false", 0), ("/sessions", 0), ("/alerts", 0),
    ];

    [Fact]
    public async Task A_number_of_sessions_opens_a_list_of_as_many_and_is_a_number_of_the_API()
    {
        await using var app = await StartAsync();
        foreach (var (page, least) in Pages)
        {
            var html = await PageAsync(app, page);
            var data = Numbers(await DataAsync(app, page));
            if (page is "/insights/funnels" or "/insights/goals")
                data.UnionWith(Numbers(await DataAsync(app, "/insights/funnels/buy")));
            var links = Markup.Counts(html).ToList();
            Assert.True(links.Count >= least, $"{page} has {links.Count} numbers with a list.");
            foreach (var (count, link) in links)
            {
                var list = await app.Visitor("application/json").GetFromJsonAsync<JsonElement>(link + "&limit=500");
                Assert.True(count == list.GetProperty("items").GetArrayLength(), $"{page} shows {count}, and {link} lists {list.GetProperty("items").GetArrayLength()}.");
                // What left a step of a funnel is the difference of two numbers of the API.
                Assert.True(data.Contains(count) || data.Any(more => data.Contains(more - count)), $"{page} shows {count}, which is no number of its data.");
            }
        }
    }

    [Fact]
    public async Task Every_table_of_a_page_is_exported_by_the_same_query()
    {
        await using var app = await StartAsync();
        var exports = 0;
        foreach (var (page, _) in Pages)
        {
            var html = await PageAsync(app, page);
            foreach (var link in Markup.Values(html, "href").Select(WebUtility.HtmlDecode).Where(link => link!.Contains("format=", StringComparison.Ordinal)))
            {
                using var response = await app.Visitor().GetAsync(link);
                var text = await response.Content.ReadAsStringAsync();
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{link}: {text}");
                Assert.Equal(link!.Contains("format=csv", StringComparison.Ordinal) ? "text/csv" : "application/json", response.Content.Headers.ContentType!.MediaType);
                exports++;
            }
        }

        Assert.True(exports >= 40, $"{exports} exports.");
        var csv = (await app.Visitor().GetStringAsync(Admin + "/insights/paths?format=csv&table=edges")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var edges = (await DataAsync(app, "/insights/paths")).GetProperty("edges").EnumerateArray().ToList();
        Assert.Equal("from,to,sessions,transitions", csv[0]);
        Assert.Equal(edges.Select(edge => $"{edge.GetProperty("from")},{edge.GetProperty("to")},{edge.GetProperty("sessions")},{edge.GetProperty("transitions")}"), csv[1..]);
    }

    [Theory]
    [InlineData("/insights/paths?format=xml", "expected one of json, csv")]
    [InlineData("/insights/paths?format=csv&table=lost", "expected one of edges, entries, exits, levels")]
    [InlineData("/sessions?limit=501", "a whole number from 1 to 500")]
    [InlineData("/insights/funnels?range=2y", "expected one of 1h, 24h")]
    public async Task A_query_that_cannot_be_read_gets_the_same_message_as_page_and_as_data(string path, string text)
    {
        await using var app = await StartAsync(visits: false);
        foreach (var accept in (string[])["text/html", "application/json"])
        {
            using var response = await app.Visitor(accept).GetAsync(Admin + path);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            var content = await response.Content.ReadAsStringAsync();
            Assert.Contains(text, content.StartsWith('{') ? JsonDocument.Parse(content).RootElement.GetProperty("detail").GetString() : WebUtility.HtmlDecode(content));
        }
    }

    [Fact]
    public async Task A_segment_selects_open_and_closed_sessions_in_the_list()
    {
        await using var app = await StartAsync();
        var open = app.Visitor();
        await open.GetAsync("/cart");
        await open.GetAsync("/");
        await Waiting.UntilAsync(async () => (await app.Reports.ListAsync(new SessionQuery { Live = true })).Items.Count == 1, what: "the session is open");
        Assert.Equal(4, await ListedAsync(app, "segment=actor:person&segment=visited:GET%20/cart"));
        Assert.Equal(3, await ListedAsync(app, "segment=actor:person&segment=visited:GET%20/cart&live=false"));
        Assert.Equal(1, await ListedAsync(app, "segment=actor:person&segment=exit:POST%20/out&segment=entry:GET%20/wish&live=false"));
        Assert.Equal(4, await ListedAsync(app, "segment=actor:person&segment=exit:POST%20/out"));
        Assert.Equal(1, await ListedAsync(app, "segment=actor:crawler"));
    }

    private static async Task<int> ListedAsync(TrackedApp app, string query) =>
        (await app.Visitor("application/json").GetFromJsonAsync<JsonElement>($"{Admin}/sessions?{query}")).GetProperty("items").GetArrayLength();

    private static async Task<TrackedApp> StartAsync(bool visits = true)
    {
        var app = await TrackedApp.StartAsync(
            a =>
            {
                a.MapGet("/", () => "home");
                a.MapGet("/cart", () => "cart");
                a.MapGet("/wish", () => "wish").WithFeature("wish");
                a.MapPost("/pay", (HttpContext context, string? card) => card is null
                    ? Results.ValidationProblem(new Dictionary<string, string[]> { ["card"] = ["missing"] })
                    : Paid(context)).WithSessionEvent("pay");
                a.MapPost("/out", () => "bye").TrackSignOut();
                a.MapSessionTracking().AllowAnonymous();
            },
            after: services => services.AddSessionTracking().AddDashboard().AddGoal("pay").AddFunnel("buy", "GET /", "GET /cart", "pay").AddFlow("checkout", "GET /cart", "pay").AddExperiment("button"));
        if (!visits)
            return app;
        await WalkAsync(app, "/?utm_source=letter&utm_campaign=autumn", "/cart", "/", "POST /pay?card=1");
        await WalkAsync(app, "/", "/cart", "POST /pay");
        await WalkAsync(app, "/", "/cart");
        await WalkAsync(app, "/wish", "/");
        // Left out of the figures of people, and named with its number.
        await WalkAsync(app.Visitor(userAgent: Googlebot), "/", "/");
        await app.ClosedAsync(5);
        return app;
    }

    private static IResult Paid(HttpContext context)
    {
        context.GetTrackedSession()!.Record("order", 12.5m, "EUR");
        return Results.Ok();
    }

    private static Task WalkAsync(TrackedApp app, params string[] paths) => WalkAsync(app.Visitor(), paths);

    private static async Task WalkAsync(HttpClient visitor, params string[] paths)
    {
        foreach (var path in paths)
            _ = path.StartsWith("POST ", StringComparison.Ordinal) ? await visitor.PostAsync(path[5..], null) : await visitor.GetAsync(path);
        await visitor.PostAsync("/out", null);
    }

    private static async Task<string> PageAsync(TrackedApp app, string page)
    {
        using var response = await app.Visitor().GetAsync(Admin + page);
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{page} answered {response.StatusCode}: {html}");
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        return html;
    }

    private static Task<JsonElement> DataAsync(TrackedApp app, string page) => app.Visitor("application/json").GetFromJsonAsync<JsonElement>(Admin + (page.Length == 0 ? "/" : page))!;

    private static HashSet<long> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => [.. element.EnumerateObject().SelectMany(member => Numbers(member.Value))],
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(Numbers)],
        JsonValueKind.Number when element.TryGetInt64(out var number) => [number],
        _ => [],
    };
}
