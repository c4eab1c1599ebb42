using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Journeys;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>Releases as annotations, and the figures before and after one.</summary>
public sealed class ReleaseEndpointsTests
{
    private const string Googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    [Fact]
    public async Task A_release_is_compared_with_the_same_time_before_it_and_few_sessions_are_refused()
    {
        var clock = new TestClock();
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.MapGet("/", () => "home");
                a.MapGet("/broken", () => Results.StatusCode(500));
                a.MapSessionTracking().AllowAnonymous();
            },
            services: s => s.AddSingleton<TimeProvider>(clock), after: s => s.AddSessionTracking().AddDashboard(), options: o => o.Version = "1.0");
        await VisitAsync(app, 100, "/");
        await VisitAsync(app, 1, "/", Googlebot);
        clock.Advance(TimeSpan.FromMinutes(31));
        await ClosedAsync(app, 101);
        var deployments = app.Services.GetRequiredService<Deployments>();
        await deployments.NoteAsync("2.0", clock.GetUtcNow(), default);
        await VisitAsync(app, 25, "/broken");
        await VisitAsync(app, 2, "/broken", Googlebot);
        clock.Advance(TimeSpan.FromMinutes(90));
        await ClosedAsync(app, 128);

        var few = await GetAsync(app, "insights/releases/2.0");
        Assert.Equal((100, 25, 0), (few.GetProperty("sessionsBefore").GetInt32(), few.GetProperty("sessionsAfter").GetInt32(), few.GetProperty("changes").GetArrayLength()));
        Assert.StartsWith("There are 100 sessions before and 25 after", few.GetProperty("refused").GetString(), StringComparison.Ordinal);

        await VisitAsync(app, 75, "/");
        clock.Advance(TimeSpan.FromHours(1));
        await ClosedAsync(app, 203);
        var report = await GetAsync(app, "insights/releases/2.0?days=2");
        Assert.Equal((100, 100, JsonValueKind.Null), (report.GetProperty("sessionsBefore").GetInt32(), report.GetProperty("sessionsAfter").GetInt32(), report.GetProperty("refused").ValueKind));
        var failures = report.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("figure").GetString() == "failures");
        Assert.Equal((0.0, 0.25), (failures.GetProperty("before").GetDouble(), failures.GetProperty("after").GetDouble()));
        Assert.InRange(failures.GetProperty("error").GetDouble(), 0.03, 0.06);
        Assert.Equal(JsonValueKind.Null, failures.GetProperty("relative").ValueKind);
        // Crawlers of both sides are left out, and the number opens a list of as many.
        Assert.Equal((3, "crawler"), (report.GetProperty("scope").GetProperty("leftOut")[0].GetProperty("count").GetInt32(), report.GetProperty("scope").GetProperty("leftOut")[0].GetProperty("name").GetString()));
        await VisitAsync(app, 1, "/", Googlebot);
        var page = await app.Visitor("text/html").GetStringAsync("/admin/sessions/insights/releases/2.0?days=2");
        var (shown, list) = Assert.Single(Markup.Counts(page));
        Assert.Equal(shown, (await app.Visitor("application/json").GetFromJsonAsync<JsonElement>(list)).GetProperty("items").GetArrayLength());
        // The version that ran before started within the two hours before this one.
        Assert.Equal("1.0", Assert.Single(report.GetProperty("others").EnumerateArray().ToList()).GetProperty("version").GetString());

        foreach (var insight in (string[])["insights/trends", "insights/overview"])
            Assert.Equal(["1.0", "2.0"], (await GetAsync(app, insight)).GetProperty("releases").EnumerateArray().Select(r => r.GetProperty("version").GetString()));
        var visitor = app.Visitor("application/json");
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/sessions/insights/releases/3.0")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync("/admin/sessions/insights/releases/2.0?days=91")).StatusCode);
    }

    private static Task ClosedAsync(TrackedApp app, int sessions) => Waiting.UntilAsync(
        async () => (await app.Reports.ListAsync(new SessionQuery { Live = false, Limit = SessionQuery.MaxLimit })).Items.Count >= sessions, what: $"{sessions} sessions are closed");

    private static async Task VisitAsync(TrackedApp app, int visitors, string path, string? userAgent = null)
    {
        for (var i = 0; i < visitors; i++)
        {
            var visitor = userAgent is null ? app.Visitor() : app.Visitor(userAgent: userAgent);
            await visitor.GetAsync("/");
            await visitor.GetAsync(path);
        }
    }

    private static async Task<JsonElement> GetAsync(TrackedApp app, string path) =>
        await app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/" + path);
}
