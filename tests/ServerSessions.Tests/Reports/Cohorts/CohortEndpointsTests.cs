using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Cohorts;

/// <summary>Named segments and named users, from the request that saves them to the figures.</summary>
public sealed class CohortEndpointsTests
{
    // Each of them takes a segment; what they answer is compared as text.
    private static readonly string[] Insights =
    [
        "insights/overview", "insights/funnels/buy", "insights/funnels/buy/sessions?left=false&step=1", "insights/paths", "insights/friction", "insights/abandonment", "insights/adoption",
        "insights/retention", "insights/trends", "insights/latency", "insights/goals", "insights/automation", "insights/experiments/button", "export/sessions.csv", "export/steps.jsonl",
    ];

    [Fact]
    public async Task A_saved_segment_answers_every_insight_as_the_same_segment_in_words()
    {
        await using var app = await StartAsync();
        await WalkAsync(app, "ann", "/?utm_source=letter", "/pay");
        await WalkAsync(app, null, "/?utm_source=letter", "/");
        await WalkAsync(app, null, "/", "/pay");
        await WalkAsync(app, null, app.Visitor(userAgent: "curl/8.5.0"), "/", "/");
        await app.ClosedAsync(4);
        await SaveAsync(app, "letter-orders", """{ "segment": ["source:letter", "step:order"] }""");
        foreach (var insight in Insights)
        {
            var words = await TextAsync(app, With(insight, "segment=source:letter&segment=step:order"));
            Assert.Equal(words, await TextAsync(app, With(insight, "segment=cohort:letter-orders")));
            Assert.Equal(words, await TextAsync(app, With(insight, "segment=cohort:letter&segment=step:order")));
            Assert.NotEqual(words, await TextAsync(app, insight));
        }

        Assert.Equal(1, await SessionsAsync(app, "cohort:letter-orders"));
        var adHoc = await app.Visitor("application/json").PostAsync(
            "/admin/sessions/insights/funnels", new StringContent("""{ "steps": ["GET /", "order"], "segment": ["cohort:letter"] }"""));
        Assert.Equal(2, (await adHoc.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("units").GetInt32());
    }

    [Fact]
    public async Task Users_of_a_cohort_are_those_that_it_had_when_it_was_saved()
    {
        await using var app = await StartAsync();
        await WalkAsync(app, "ann", "/", "/pay");
        await WalkAsync(app, "bob", "/", "/");
        await WalkAsync(app, null, app.Visitor(userAgent: "curl/8.5.0"), "/", "/");
        await app.ClosedAsync(3);
        var saved = await SaveAsync(app, "buyers", """{ "kind": "users", "segment": ["step:order"] }""");
        Assert.Equal(("users", 1), (saved.GetProperty("kind").GetString(), saved.GetProperty("users").GetInt32()));

        await WalkAsync(app, "ann", "/", "/");
        await WalkAsync(app, "cleo", "/", "/pay");
        await app.ClosedAsync(5);
        Assert.Equal((2, 1, 2), (await SessionsAsync(app, "cohort:buyers"), await SessionsAsync(app, "cohort:buyers&segment=step:order"), await SessionsAsync(app, "step:order")));
        foreach (var insight in Insights)
            Assert.NotEqual(await TextAsync(app, insight), await TextAsync(app, With(insight, "segment=cohort:buyers")));
        var rows = await TextAsync(app, "export/sessions.csv?segment=cohort:buyers");
        Assert.Equal(2, rows.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);

        await SaveAsync(app, "buyers", """{ "kind": "users", "segment": ["step:order"] }""");
        Assert.Equal(3, await SessionsAsync(app, "cohort:buyers"));
    }

    [Fact]
    public async Task Sessions_of_a_cohort_are_listed_open_and_closed()
    {
        await using var app = await StartAsync();
        await WalkAsync(app, "ann", "/?utm_source=letter", "/pay");
        await WalkAsync(app, "bob", "/", "/");
        await WalkAsync(app, null, app.Visitor(userAgent: "curl/8.5.0"), "/?utm_source=letter", "/");
        await app.ClosedAsync(3);
        await SaveAsync(app, "buyers", """{ "kind": "users", "segment": ["step:order"] }""");
        await WalkAsync(app, "ann", "/", "/");
        await app.ClosedAsync(4);
        await app.Visitor().GetAsync("/?utm_source=letter");
        Assert.Equal((2, 2), (await ListedAsync(app, "segment=cohort:buyers"), await ListedAsync(app, "cohort=buyers")));
        Assert.Equal(1, await ListedAsync(app, "cohort=buyers&segment=step:order"));
        // All actors as everywhere in the list, unless one is named.
        Assert.Equal((2, 1, 1), (await ListedAsync(app, "cohort=letter&live=false"), await ListedAsync(app, "cohort=letter&segment=actor:person&live=false"), await ListedAsync(app, "cohort=letter&actor=tool")));
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Visitor("application/json").GetAsync("/admin/sessions/sessions?cohort=unknown")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Visitor("application/json").GetAsync("/admin/sessions/sessions?segment=planet:mars")).StatusCode);
    }

    [Fact]
    public async Task Cohorts_are_listed_with_the_declared_ones_and_removed()
    {
        await using var app = await StartAsync();
        await SaveAsync(app, "phones", """{ "segment": ["device:phone"] }""");
        await SaveAsync(app, "all.users", """{ "kind": "users", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z" }""");
        var items = (await GetAsync(app, "insights/cohorts")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["all.users", "letter", "phones"], items.Select(c => c.GetProperty("name").GetString()));
        Assert.Equal([false, true, false], items.Select(c => c.GetProperty("isDeclared").GetBoolean()));
        Assert.Equal((0, "2026-01-02T00:00:00+00:00"), (items[0].GetProperty("users").GetInt32(), items[0].GetProperty("to").GetString()));

        var admin = app.Visitor("application/json");
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/admin/sessions/insights/cohorts/phones")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.DeleteAsync("/admin/sessions/insights/cohorts/phones")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/sessions/insights/cohorts/phones")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.DeleteAsync("/admin/sessions/insights/cohorts/letter")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(app, "letter", """{ "segment": ["device:phone"] }""")).StatusCode);
    }

    [Fact]
    public async Task An_unknown_cohort_is_refused_with_the_names_that_there_are()
    {
        await using var app = await StartAsync();
        await SaveAsync(app, "phones", """{ "segment": ["device:phone"] }""");
        foreach (var path in Insights.Append("insights/releases/1.0"))
        {
            var refused = await app.Visitor("application/json").GetAsync("/admin/sessions/" + With(path, "segment=cohort:phone"));
            Assert.Equal((HttpStatusCode.BadRequest, path), (refused.StatusCode, path));
            Assert.Equal("There is no cohort \"phone\"; expected one of letter, phones.", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
        }
    }

    [Theory]
    [InlineData("a cohort", """{ "segment": ["device:phone"] }""", "expected 1 to 64 letters")]
    [InlineData("none", "{}", "expected 1 to 32, such as")]
    [InlineData("typo", """{ "segments": ["device:phone"] }""", "The body is not the expected JSON")]
    [InlineData("planet", """{ "segment": ["planet:mars"] }""", "expected key:value with one of the keys")]
    [InlineData("nested", """{ "segment": ["cohort:letter"] }""", "names a cohort")]
    [InlineData("nested", """{ "kind": "users", "segment": ["cohort:letter"] }""", "names a cohort")]
    [InlineData("range", """{ "segment": ["device:phone"], "from": "2026-01-01T00:00:00Z" }""", "only one of users has")]
    [InlineData("order", """{ "kind": "users", "from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z" }""", "before it begins")]
    [InlineData("null", "null", "The body is the JSON null")]
    [InlineData("list", """{ "segment": null }""", "expected 1 to 32, such as")]
    public async Task What_cannot_be_saved_is_refused_with_what_is_expected(string name, string body, string expected)
    {
        await using var app = await StartAsync();
        var refused = await PutAsync(app, name, body);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(expected, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Single((await GetAsync(app, "insights/cohorts")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task The_log_names_who_changed_a_cohort_by_pseudonym()
    {
        await using var app = await StartAsync();
        await SaveAsync(app, "phones", """{ "segment": ["device:phone"] }""");
        await app.Visitor("application/json").DeleteAsync("/admin/sessions/insights/cohorts/phones");
        Assert.Equal(
            ["The cohort phones was saved by an unknown user.", "The cohort phones was removed by an unknown user."],
            app.Logs.Lines.Where(l => l.Text.StartsWith("The cohort", StringComparison.Ordinal)).Select(l => l.Text));
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        a =>
        {
            a.MapGet("/", (HttpContext c) => c.GetTrackedSession()!.Variant("button"));
            a.MapGet("/pay", (HttpContext c) =>
            {
                c.GetTrackedSession()!.Record("order", 12.5m, "EUR");
                return "paid";
            });
            a.MapPost("/out", () => "bye").TrackSignOut();
            SignInApp.Map(a);
        },
        services: SignInApp.Services,
        options: o =>
        {
            o.Version = "1.0";
            o.Campaigns.Values.Add("letter");
        },
        after: services => services.AddSessionTracking().AddGoal("order").AddFunnel("buy", "GET /", "GET /pay").AddExperiment("button").AddCohort("letter", "source:letter"));

    private static Task WalkAsync(TrackedApp app, string? user, params string[] paths) => WalkAsync(app, user, app.Visitor(), paths);

    private static async Task WalkAsync(TrackedApp app, string? user, HttpClient visitor, params string[] paths)
    {
        // The first request has the campaign.
        (await visitor.GetAsync(paths[0])).EnsureSuccessStatusCode();
        if (user is not null)
            (await visitor.PostAsync("/in/" + user, null)).EnsureSuccessStatusCode();
        foreach (var path in paths.Skip(1))
            (await visitor.GetAsync(path)).EnsureSuccessStatusCode();
        await visitor.PostAsync("/out", null);
    }

    private static string With(string path, string segment) => path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + segment;

    private static Task<HttpResponseMessage> PutAsync(TrackedApp app, string name, string body) =>
        app.Visitor("application/json").PutAsync("/admin/sessions/insights/cohorts/" + Uri.EscapeDataString(name), new StringContent(body));

    private static async Task<JsonElement> SaveAsync(TrackedApp app, string name, string body)
    {
        var saved = await PutAsync(app, name, body);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        return await saved.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<int> SessionsAsync(TrackedApp app, string segment) => (await GetAsync(app, "insights/paths?segment=" + segment)).GetProperty("sessions").GetInt32();

    private static Task<string> TextAsync(TrackedApp app, string path) => app.Visitor("*/*").GetStringAsync("/admin/sessions/" + path);

    private static Task<JsonElement> GetAsync(TrackedApp app, string path) => app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/" + path);

    private static async Task<int> ListedAsync(TrackedApp app, string query) => (await GetAsync(app, "sessions?" + query)).GetProperty("items").GetArrayLength();
}
