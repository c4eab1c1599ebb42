using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Roles;

/// <summary>What a role sees of a session and of figures, as JSON and as pages.</summary>
public sealed partial class RoleViewTests
{
    private const string Admin = "/admin/sessions";

    [Fact]
    public async Task Product_people_see_sessions_without_what_identifies_their_visitor()
    {
        await using var app = await FiguresApp.StartAsync();
        var journey = await WithFindingAsync(app);
        var (all, less) = (await app.AsAsync("administrator"), await app.AsAsync("product"));
        var (full, product) = (await all.GetStringAsync($"{Admin}/sessions/{journey.Id}"), await less.GetStringAsync($"{Admin}/sessions/{journey.Id}"));
        foreach (var identity in new[] { journey.User.ToString(), journey.Key.ToString(), "gold" })
        {
            Assert.Contains(identity, full);
            Assert.DoesNotContain(identity, product);
        }

        Assert.Contains("\"step\":\"cart\"", product);
        Assert.DoesNotContain("anonymous", await less.GetStringAsync($"{Admin}/sessions/{journey.Id}/markdown"));
        Assert.DoesNotContain(journey.User.ToString(), await less.GetStringAsync($"{Admin}/sessions"));
        Assert.Empty(JsonDocument.Parse(product).RootElement.GetProperty("findings").EnumerateArray());
        foreach (var filter in new[] { "user=7", "key=x", "issuer=x", "rule=D9", "minRisk=1", "recorded=true" })
            Assert.Equal(HttpStatusCode.Forbidden, (await less.GetAsync($"{Admin}/sessions?{filter}")).StatusCode);
    }

    [Theory]
    [InlineData("segment=device:desktop&segment=trait:plan=gold")]
    [InlineData("segment=property:email=alice@example.com")]
    [InlineData("segment=cohort:gold")]
    // As the list reads it, however it is written.
    [InlineData("segment=%20trait:plan=gold")]
    [InlineData("segment=device:desktop&segment=%09property:email=alice@example.com")]
    [InlineData("cohort=gold")]
    public async Task Product_people_find_no_session_by_what_they_do_not_see_of_one(string query)
    {
        await using var app = await WithCohortAsync();
        var (less, more) = (await app.AsAsync("product"), await app.AsAsync("support"));
        foreach (var list in new[] { $"/sessions?{query}", $"/sessions?{query}&format=csv", $"/insights/funnels/checkout/sessions?step=1&{query}", $"/insights/funnels/sessions?steps=cart&steps=pay&step=1&{query}" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await less.GetAsync(Admin + list)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await more.GetAsync(Admin + list)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await less.PostAsJsonAsync($"{Admin}/views", new { name = "one", query = "?" + query })).StatusCode);
    }

    [Theory]
    [InlineData("trait:plan=gold")]
    [InlineData("property:email=alice@example.com")]
    [InlineData("cohort:gold")]
    public async Task Figures_of_product_people_by_what_they_do_not_see_lead_to_no_session(string segment)
    {
        await using var app = await WithCohortAsync();
        var body = new { steps = new[] { "cart", "pay" }, segment = new[] { segment } };
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.AsAsync("product")).PostAsJsonAsync($"{Admin}/insights/funnels/sessions?step=1", body)).StatusCode);
        var page = await (await app.AsAsync("product", "text/html")).GetStringAsync($"{Admin}/insights/friction?range=30d&segment={segment}");
        Assert.DoesNotContain($"href=\"{Admin}/sessions", page);
    }

    [Fact]
    public async Task Support_sees_the_user_and_no_finding()
    {
        await using var app = await FiguresApp.StartAsync();
        var journey = await WithFindingAsync(app);
        var support = await app.AsAsync("support");
        var session = JsonDocument.Parse(await support.GetStringAsync($"{Admin}/sessions/{journey.Id}")).RootElement;
        var summary = session.GetProperty("summary");
        Assert.Equal(journey.User.ToString(), summary.GetProperty("userHash").GetString());
        Assert.Equal((0, 0, 0), (summary.GetProperty("risk").GetInt32(), summary.GetProperty("rules").GetArrayLength(), session.GetProperty("findings").GetArrayLength()));
        Assert.Equal(HttpStatusCode.OK, (await support.GetAsync($"{Admin}/sessions?user=7")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync($"{Admin}/sessions?rule=D9")).StatusCode);
        var security = JsonDocument.Parse(await (await app.AsAsync("security")).GetStringAsync($"{Admin}/sessions/{journey.Id}")).RootElement;
        Assert.Equal(1, security.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task Figures_of_fewer_than_five_sessions_are_withheld_from_people_without_identities()
    {
        await using var app = await FiguresApp.StartAsync();
        await app.AddManyAsync(0, 7, 1, "cart", "address");
        for (var i = 10; i < 14; i++)
            await app.AddAsync(i, 2, j => j with { Traits = [new("plan", "gold")] }, "cart", "pay");
        var path = $"{Admin}/insights/funnels/checkout?from=2026-01-05&to=2026-01-06";
        foreach (var (role, units) in ((string, int)[])[("administrator", 4), ("support", 4), ("viewer", 0), ("product", 0)])
        {
            var client = await app.AsAsync(role);
            Assert.Equal(11, JsonDocument.Parse(await client.GetStringAsync(path)).RootElement.GetProperty("units").GetInt32());
            Assert.Equal(units, JsonDocument.Parse(await client.GetStringAsync(path + "&segment=trait:plan=gold")).RootElement.GetProperty("units").GetInt32());
        }
    }

    [Theory]
    [InlineData("viewer", "/sessions", "Your role does not have this part of the session reports.")]
    [InlineData("support", "/alerts/a_1/resolve/confirm", "Your role does not have this part of the session reports.")]
    [InlineData("product", "/sessions?user=7", "Your role does not have the filter &quot;user&quot;.")]
    public async Task A_refusal_is_a_page_for_people_and_a_problem_for_programs(string role, string path, string why)
    {
        await using var app = await FiguresApp.StartAsync();
        var page = await (await app.AsAsync(role, "text/html")).GetAsync(Admin + path);
        Assert.Equal((HttpStatusCode.Forbidden, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Contains(why, await page.Content.ReadAsStringAsync());
        var problem = await (await app.AsAsync(role)).GetAsync(Admin + path);
        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (problem.StatusCode, problem.Content.Headers.ContentType!.MediaType));
        // Data that was asked for by its format is no page.
        var data = await (await app.AsAsync(role, "text/html")).GetAsync($"{Admin}{path}{(path.Contains('?') ? '&' : '?')}format=csv");
        Assert.Equal("application/problem+json", data.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("viewer", "sessions decisions alerts shares user= findings")]
    [InlineData("support", "decisions alerts shares")]
    [InlineData("product", "decisions alerts user=")]
    [InlineData("security", "shares")]
    [InlineData("administrator", "")]
    public async Task Pages_have_no_link_that_the_role_cannot_open(string role, string hidden)
    {
        await using var app = await FiguresApp.StartAsync();
        var journey = await WithFindingAsync(app);
        await app.AddManyAsync(20, 7, 1, "cart", "pay");
        var browser = await app.AsAsync(role, "text/html");
        var links = new HashSet<string>();
        foreach (var path in new[] { "", "/insights/goals", "/insights/releases", "/insights/automation", "/insights/alerts", "/pipeline", "/sessions", $"/sessions/{journey.Id}", "/alerts", "/decisions", "/shares" })
        {
            var response = await browser.GetAsync(Admin + path);
            if (response.StatusCode == HttpStatusCode.Forbidden)
                continue;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            foreach (Match link in Links().Matches(await response.Content.ReadAsStringAsync()))
                links.Add(WebUtility.HtmlDecode(link.Groups[1].Value));
        }

        Assert.InRange(links.Count, 8, int.MaxValue);
        foreach (var link in links.Where(l => l.StartsWith('/') && !l.Contains("/assets/", StringComparison.Ordinal)))
            Assert.True((await browser.GetAsync(link)).StatusCode == HttpStatusCode.OK, $"{role} cannot open {link}");
        foreach (var word in hidden.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Assert.DoesNotContain(links, l => l.Contains(word == "alerts" ? Admin + "/alerts" : word == "sessions" ? Admin + "/sessions" : word, StringComparison.Ordinal));
    }

    [GeneratedRegex("href=\"([^\"#]+)\"")]
    private static partial Regex Links();

    private static Task<Journey> WithFindingAsync(FiguresApp app) => app.AddAsync(
        3, 1,
        j => j.By(3) with
        {
            Traits = [new("plan", "gold")],
            Findings =
            [
                new Finding
                {
                    Rule = "D9", Name = "trap", Severity = Severity.High, Subject = new Subject(ActorKind.Session, j.Id.ToString()),
                    First = j.Start, Raised = j.Start, Last = j.Start, Count = 1, Reason = "It opened a trap.",
                },
            ],
        },
        "cart", "address");

    private static async Task<FiguresApp> WithCohortAsync()
    {
        var app = await FiguresApp.StartAsync();
        await WithFindingAsync(app);
        await (await app.AsAsync("administrator")).PutAsync($"{Admin}/insights/cohorts/gold", JsonContent.Create(new { segment = new[] { "trait:plan=gold" } }));
        return app;
    }
}
