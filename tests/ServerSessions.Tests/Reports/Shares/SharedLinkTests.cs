using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Reports.Shares;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Shares;

/// <summary>Links that show one view of figures without a sign-in.</summary>
public sealed partial class SharedLinkTests
{
    private const string Admin = "/admin/sessions";
    private const string Days = "?from=2026-01-05&to=2026-01-08";

    [Fact]
    public async Task A_link_shows_its_view_without_a_sign_in_and_nothing_else()
    {
        await using var app = await StartAsync();
        var link = await ShareAsync(app, "insights/goals", Days);
        var stranger = app.App.Visitor("application/json");
        var response = await stranger.GetAsync(link.GetProperty("path").GetString());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("no-referrer", true, "noindex"), (response.Headers.GetValues("Referrer-Policy").Single(), response.Headers.CacheControl!.NoStore, response.Headers.GetValues("X-Robots-Tag").Single()));
        var report = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(35, report.GetProperty("sessions").GetInt32());
        // Whatever the address asks for, it is the view of the link.
        var other = await stranger.GetStringAsync(link.GetProperty("path").GetString() + "?from=2020-01-01&to=2020-01-02&segment=device:phone");
        Assert.Equal(JsonSerializer.Serialize(report), JsonSerializer.Serialize(JsonDocument.Parse(other).RootElement));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/shared/sessions/insights/goals")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/shared/sessions/")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await stranger.PostAsync(link.GetProperty("path").GetString(), null)).StatusCode);
    }

    [Fact]
    public async Task Every_changed_character_of_a_link_gives_404()
    {
        await using var app = await StartAsync();
        var path = (await ShareAsync(app, "insights/goals", Days)).GetProperty("path").GetString()!;
        var (stranger, start) = (app.App.Visitor(), path.LastIndexOf('/') + 1);
        for (var i = start; i < path.Length - 1; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{path[..i]}{(path[i] == 'A' ? 'B' : 'A')}{path[(i + 1)..]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path[..^1])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path + "A")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_stored_view_query_or_end_that_was_changed_opens_nothing()
    {
        await using var app = await StartAsync();
        var link = await ShareAsync(app, "insights/goals", Days);
        var (id, path) = (link.GetProperty("id").GetString()!, link.GetProperty("path").GetString()!);
        var store = app.App.Services.GetRequiredService<ShareStore>();
        var stranger = app.App.Visitor();
        var share = (await store.FindAsync(id, default))!.Value.Share;
        foreach (var changed in new[] { share with { View = "insights/paths" }, share with { Query = share.Query.Replace("2026-01-05", "2026-01-04", StringComparison.Ordinal) }, share with { Until = share.Until.AddDays(1) } })
        {
            Assert.True(await store.PutAsync(id, changed, (await store.FindAsync(id, default))!.Value.Version, default));
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).StatusCode);
        }

        Assert.True(await store.PutAsync(id, share, (await store.FindAsync(id, default))!.Value.Version, default));
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(path)).StatusCode);
        // What is stored does not open it.
        var documents = await app.App.Services.GetRequiredService<ISessionStorage>().ListAsync(0, ShareStore.Table, DocumentRange.Newest(10), default);
        Assert.DoesNotContain(path[(path.LastIndexOf('/') + 17)..], string.Join(' ', documents.Select(d => d.Id + System.Text.Encoding.UTF8.GetString(d.Data.Span))));
    }

    [Fact]
    public async Task A_link_ends_after_seven_days_or_as_many_as_were_given_up_to_thirty()
    {
        var clock = new TestClock(FiguresApp.Now);
        await using var app = await StartAsync(clock);
        var stranger = app.App.Visitor("application/json");
        var (usual, longest) = (await ShareAsync(app, "", Days), await ShareAsync(app, "", Days, days: 30));
        Assert.Equal(FiguresApp.Now.AddDays(7), usual.GetProperty("until").GetDateTimeOffset());
        foreach (var days in (double[])[0, -1, 30.1])
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(app, "", Days, days)).StatusCode);
        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(usual.GetProperty("path").GetString())).StatusCode);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(usual.GetProperty("path").GetString())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(longest.GetProperty("path").GetString())).StatusCode);
        Assert.Single((await app.App.Services.GetRequiredService<ISessionShares>().ListAsync()));
    }

    [Fact]
    public async Task Every_range_that_a_page_offers_can_be_shared()
    {
        await using var app = await StartAsync();
        foreach (var range in NamedRange.All)
            await ShareAsync(app, "insights/goals", $"?range={range.Name}");
    }

    [Fact]
    public async Task The_list_has_when_a_link_was_opened_and_revoking_ends_it()
    {
        await using var app = await StartAsync();
        var link = await ShareAsync(app, "insights/friction", Days);
        var (stranger, product) = (app.App.Visitor("application/json"), await app.AsAsync("product"));
        await stranger.GetAsync(link.GetProperty("path").GetString());
        await stranger.GetAsync(link.GetProperty("path").GetString());
        var listed = Assert.Single((await product.GetFromJsonAsync<JsonElement>(Admin + "/shares")).GetProperty("items").EnumerateArray().ToList());
        Assert.Equal((2, "insights/friction", FiguresApp.Now), (listed.GetProperty("opened").GetInt32(), listed.GetProperty("view").GetString(), listed.GetProperty("lastOpened").GetDateTimeOffset()));
        Assert.Equal(listed.GetProperty("path").GetString(), link.GetProperty("path").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await product.DeleteAsync($"{Admin}/shares/{link.GetProperty("id").GetString()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(link.GetProperty("path").GetString())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await product.DeleteAsync($"{Admin}/shares/{link.GetProperty("id").GetString()}")).StatusCode);
    }

    [Theory]
    [InlineData("sessions")]
    [InlineData("sessions/019a9e5c-7c40-7000-8abc-00000000ffff")]
    [InlineData("alerts")]
    [InlineData("insights/alerts")]
    [InlineData("insights/funnels/unknown")]
    [InlineData("insights/../sessions")]
    [InlineData("pipeline")]
    public async Task Views_of_single_sessions_and_of_alerts_cannot_be_shared(string view)
    {
        await using var app = await StartAsync();
        var response = await PostAsync(app, view, Days);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("cannot be shared", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_fewer_than_five_people_are_behind_is_left_out_also_when_they_have_many_sessions()
    {
        await using var app = await StartAsync();
        // One busy visitor has twenty sessions at a step that three others visit too.
        for (var i = 0; i < 20; i++)
            await app.AddAsync(500, 20 + (i / 10.0), null, "cart", "secret room");
        for (var i = 0; i < 3; i++)
            await app.AddAsync(510 + i, 21, null, "cart", "secret room");
        await app.AddManyAsync(600, 60, 22, "cart", "address");
        var admin = await app.AsAsync("administrator");
        Assert.Contains("secret room", await admin.GetStringAsync($"{Admin}/insights/paths{Days}"));
        var link = await ShareAsync(app, "insights/paths", Days);
        var shown = await app.App.Visitor("application/json").GetStringAsync(link.GetProperty("path").GetString());
        Assert.Contains("address", shown);
        Assert.DoesNotContain("secret room", shown);
        var numbers = Numbers().Matches(shown).Select(m => long.Parse(m.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.NotEmpty(numbers);
        Assert.All(numbers, n => Assert.Equal(0, n % 5));
        // Four people alone are no group.
        var few = await ShareAsync(app, "insights/paths", "?from=2026-01-05&to=2026-01-08&segment=step:secret room");
        Assert.Contains("\"edges\":[]", await app.App.Visitor("application/json").GetStringAsync(few.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Its_range_is_fixed_to_whole_days_that_are_over()
    {
        await using var app = await StartAsync();
        Assert.Equal("?from=2026-01-08T00:00:00Z&to=2026-01-15T00:00:00Z", WebUtility.UrlDecode((await ShareAsync(app, "", "?range=7d")).GetProperty("query").GetString()));
        Assert.Equal("?from=2026-01-14T00:00:00Z&to=2026-01-15T00:00:00Z", WebUtility.UrlDecode((await ShareAsync(app, "", "range=24h")).GetProperty("query").GetString()));
        Assert.Equal("?from=2026-01-05T00:00:00Z&to=2026-01-07T00:00:00Z&segment=device:phone", WebUtility.UrlDecode((await ShareAsync(app, "", "?from=2026-01-05T11:30:00Z&to=2026-01-07T17:00:00Z&segment=device:phone&after=x")).GetProperty("query").GetString()));
        foreach (var query in new[] { "?from=2026-01-15&to=2026-01-16", "?from=2026-01-09&to=2026-01-08", "?range=9y", "?segment=nonsense", "?days=900" })
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(app, "", query)).StatusCode);
    }

    [Fact]
    public async Task The_page_of_a_link_has_no_link_form_or_script_of_another_page()
    {
        await using var app = await StartAsync();
        await app.AddManyAsync(700, 30, 30, "cart", "address", "pay");
        foreach (var view in new[] { "", "insights/goals", "insights/paths", "insights/friction", "insights/funnels/checkout" })
        {
            var path = (await ShareAsync(app, view, Days)).GetProperty("path").GetString()!;
            var page = await app.App.Visitor().GetStringAsync(path);
            Assert.Contains("A shared view, read-only.", page);
            Assert.DoesNotContain("<form", page);
            Assert.DoesNotContain(path[(path.LastIndexOf('/') + 1)..], page);
            Assert.All(Links().Matches(page).Select(m => m.Groups[1].Value).Where(l => l != "#content"), l => Assert.StartsWith("/shared/sessions/assets/", l));
            foreach (Match link in Links().Matches(page))
                if (link.Groups[1].Value is var asset && asset != "#content")
                    Assert.Equal(HttpStatusCode.OK, (await app.App.Visitor().GetAsync(asset)).StatusCode);
        }
    }

    [Fact]
    public async Task A_page_offers_to_share_its_view_and_the_form_leads_to_the_list()
    {
        await using var app = await StartAsync();
        var product = await app.AsAsync("product", "text/html");
        Assert.Contains("Share this view", await product.GetStringAsync($"{Admin}/insights/goals{Days}"));
        Assert.DoesNotContain("Share this view", await product.GetStringAsync($"{Admin}/sessions"));
        Assert.DoesNotContain("Share this view", await (await app.AsAsync("viewer", "text/html")).GetStringAsync($"{Admin}/insights/goals"));
        var sent = await product.PostAsync($"{Admin}/shares", new FormUrlEncodedContent([new("view", "insights/goals"), new("query", Days), new("days", "3")]));
        Assert.Equal((HttpStatusCode.SeeOther, "shares"), (sent.StatusCode, sent.Headers.Location!.OriginalString));
        var page = await product.GetStringAsync($"{Admin}/shares");
        var path = (await app.App.Services.GetRequiredService<ISessionShares>().ListAsync())[0].Path;
        Assert.Contains($"href=\"{path}\"", page);
        Assert.Equal(HttpStatusCode.OK, (await app.App.Visitor().GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_link_that_opens_nothing_says_so_on_a_page_without_links_or_as_a_problem()
    {
        await using var app = await StartAsync();
        var page = await app.App.Visitor().GetAsync("/shared/sessions/unknown");
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("This link has ended or was revoked, or there is no such link.", html);
        Assert.DoesNotContain(Admin, html);
        Assert.DoesNotContain("Numbers are rounded", html);
        var problem = await app.App.Visitor("application/json").GetAsync("/shared/sessions/unknown");
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (problem.StatusCode, problem.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_form_that_shares_what_cannot_be_shared_is_refused_on_a_page()
    {
        await using var app = await StartAsync();
        var product = await app.AsAsync("product", "text/html");
        var refused = await product.PostAsync($"{Admin}/shares", new FormUrlEncodedContent([new("view", "sessions"), new("query", Days)]));
        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
        Assert.Contains("That was not done", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_a_door_no_link_can_be_made()
    {
        await using var app = await FiguresApp.StartAsync();
        var response = await PostAsync(app, "insights/goals", Days);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("app.MapSessionShares()", await response.Content.ReadAsStringAsync());
        Assert.DoesNotContain("Share this view", await (await app.AsAsync("product", "text/html")).GetStringAsync($"{Admin}/insights/goals{Days}"));
    }

    [GeneratedRegex("(?:href|src|action)=\"([^\"]+)\"")]
    private static partial Regex Links();

    [GeneratedRegex("\"(?:sessions|transitions)\":(\\d+)")]
    private static partial Regex Numbers();

    private static async Task<FiguresApp> StartAsync(TimeProvider? clock = null)
    {
        var app = await FiguresApp.StartAsync(
            a =>
            {
                a.MapSessionTracking("/admin/sessions", FiguresApp.AllRoles);
                a.MapSessionShares();
            },
            clock: clock);
        await app.AddManyAsync(0, 20, 1, "cart", "address", "pay");
        await app.AddManyAsync(100, 17, 2, "cart", "address");
        return app;
    }

    private static async Task<HttpResponseMessage> PostAsync(FiguresApp app, string view, string query, double? days = null) =>
        await (await app.AsAsync("product")).PostAsync($"{Admin}/shares", JsonContent.Create(new { view, query, days }));

    private static async Task<JsonElement> ShareAsync(FiguresApp app, string view, string query, double? days = null)
    {
        var response = await PostAsync(app, view, query, days);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
