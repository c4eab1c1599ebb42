using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>The list of sessions, open and closed, page by page.</summary>
public sealed class SessionListTests
{
    [Fact]
    public async Task Pages_show_every_session_once_while_sessions_open_and_close()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 10; i++)
            await VisitAsync(app, signOut: i % 2 == 0);
        await app.ClosedAsync(5);
        var before = (await app.Reports.ListAsync(new SessionQuery())).Items.Select(s => s.Id).ToList();
        Assert.Equal(10, before.Count);
        Assert.Equal(before, before.OrderDescending(StringComparer.Ordinal));

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await app.Reports.ListAsync(new SessionQuery { Limit = 3, After = after });
            seen.AddRange(page.Items.Select(s => s.Id));
            after = page.Next;
            await VisitAsync(app, signOut: seen.Count % 2 == 0);
        }
        while (after is not null);
        Assert.Equal(before, seen);
    }

    [Fact]
    public async Task The_last_page_has_no_next()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 2; i++)
            await VisitAsync(app, signOut: true);
        await app.ClosedAsync(2);
        Assert.Null((await app.Reports.ListAsync(new SessionQuery { Limit = 2 })).Next);
        Assert.NotNull((await app.Reports.ListAsync(new SessionQuery { Limit = 1 })).Next);
    }

    [Fact]
    public async Task Open_sessions_that_fill_a_page_do_not_hide_the_closed_ones()
    {
        await using var app = await StartAsync();
        await VisitAsync(app, signOut: true);
        await app.ClosedAsync(1);
        await VisitAsync(app, signOut: false);
        await app.SettledAsync(3);
        var first = await app.Reports.ListAsync(new SessionQuery { Limit = 1 });
        Assert.True(first.Items[0].Live);
        var second = await app.Reports.ListAsync(new SessionQuery { Limit = 1, After = first.Next });
        Assert.False(Assert.Single(second.Items).Live);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Filters_choose()
    {
        await using var app = await StartAsync();
        await VisitAsync(app, signOut: true);
        await app.ClosedAsync(1);
        await VisitAsync(app, signOut: false, path: "/missing");
        await app.SettledAsync(3);
        Assert.Single((await app.Reports.ListAsync(new SessionQuery { Live = true })).Items);
        Assert.Single((await app.Reports.ListAsync(new SessionQuery { Live = false })).Items);
        Assert.Single((await app.Reports.ListAsync(new SessionQuery { Outcome = Outcome.Missing })).Items);
        Assert.Single((await app.Reports.ListAsync(new SessionQuery { Route = "GET /" })).Items);
        Assert.Empty((await app.Reports.ListAsync(new SessionQuery { MinRisk = 1 })).Items);
        Assert.Empty((await app.Reports.ListAsync(new SessionQuery { Rule = "D1" })).Items);
        Assert.Empty((await app.Reports.ListAsync(new SessionQuery { To = DateTimeOffset.UnixEpoch })).Items);
        Assert.Equal(2, (await app.Reports.ListAsync(new SessionQuery { From = DateTimeOffset.UnixEpoch })).Items.Count);
    }

    [Theory]
    [InlineData("sessions?limit=0", "1 to 500")]
    [InlineData("sessions?limit=501", "1 to 500")]
    [InlineData("sessions?limit=many", "a whole number")]
    [InlineData("sessions?after=mine", "is not one of ours")]
    [InlineData("sessions?class=3", "completed")]
    [InlineData("sessions?outcome=great", "ok, redirected")]
    [InlineData("sessions?live=perhaps", "true or false")]
    [InlineData("sessions?from=yesterday", "a time such as")]
    [InlineData("sessions?from=2026-02-01&to=2026-01-01", "before it begins")]
    [InlineData("insights/overview?from=2020-01-01&to=2026-01-01", "at most 400")]
    [InlineData("alerts?limit=-1", "1 to 500")]
    [InlineData("alerts?after=!!!", "is not one of ours")]
    [InlineData("alerts?severity=terrible", "info, low")]
    public async Task A_bad_parameter_is_a_problem_that_says_what_was_expected(string path, string expected)
    {
        await using var app = await StartAsync();
        var response = await app.Visitor("application/json").GetAsync("/admin/sessions/" + path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Contains(expected, problem.RootElement.GetProperty("detail").GetString());
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(a =>
    {
        a.MapGet("/", () => "home");
        a.MapPost("/out", () => "bye").TrackSignOut();
        a.MapSessionTracking().AllowAnonymous();
    });

    private static async Task VisitAsync(TrackedApp app, bool signOut, string path = "/")
    {
        var visitor = app.Visitor();
        await visitor.GetAsync(path);
        if (signOut)
            await visitor.PostAsync("/out", null);
    }
}
