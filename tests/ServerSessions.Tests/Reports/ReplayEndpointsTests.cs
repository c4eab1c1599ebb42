using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Detection;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>Replays of rules as jobs, by the admin API.</summary>
public sealed class ReplayEndpointsTests
{
    private const string Admin = "/admin/sessions";

    private volatile bool _isReplay;

    [Fact]
    public async Task A_replay_is_asked_for_read_until_it_is_done_and_listed()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.GetAsync("/");
        await visitor.PostAsync("/out", null);
        await app.ClosedAsync(1);
        var admin = app.Visitor("application/json");

        using var asked = await admin.PostAsJsonAsync($"{Admin}/detectors/d9/replays", new { from = "2020-01-01" });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var job = await asked.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("D9", "waiting", "2020-01-01T00:00:00+00:00"), (Text(job, "rule"), Text(job, "state"), Text(job, "from")));

        var path = $"{Admin}/replays/{Text(job, "id")}";
        var done = default(JsonElement);
        await Waiting.UntilAsync(async () => Text(done = await admin.GetFromJsonAsync<JsonElement>(path), "state") == "done", () => $"{done}", "the replay is done");
        Assert.Equal(1, done.GetProperty("result").GetProperty("journeys").GetInt32());
        var listed = Assert.Single((await admin.GetFromJsonAsync<JsonElement>($"{Admin}/replays")).GetProperty("items").EnumerateArray());
        Assert.Equal((Text(job, "id"), JsonValueKind.Null), (Text(listed, "id"), listed.GetProperty("result").ValueKind));

        using var late = await admin.PostAsync(path + "/cancel", null);
        Assert.Equal((HttpStatusCode.OK, "done"), (late.StatusCode, Text(await late.Content.ReadFromJsonAsync<JsonElement>(), "state")));
    }

    [Fact]
    public async Task What_waits_is_cancelled_and_the_eleventh_that_would_wait_gets_429()
    {
        using var stuck = new StuckCall();
        await using var app = await StartAsync(new ScriptedDetector("X1", ActorKind.Session, context =>
        {
            // The live session is observed too.
            if (_isReplay)
                stuck.Hang();
        }));
        var visitor = app.Visitor();
        await visitor.GetAsync("/");
        await visitor.PostAsync("/out", null);
        await app.ClosedAsync(1);
        _isReplay = true;
        var admin = app.Visitor("application/json");
        await admin.PostAsync($"{Admin}/detectors/X1/replays", null);
        await stuck.Entered.InTimeAsync();
        var waits = "";
        for (var i = 0; i < 10; i++)
            waits = Text(await (await admin.PostAsync($"{Admin}/detectors/X1/replays", null)).Content.ReadFromJsonAsync<JsonElement>(), "id")!;
        using var refused = await admin.PostAsync($"{Admin}/detectors/X1/replays", null);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("10 replays wait", Text(await refused.Content.ReadFromJsonAsync<JsonElement>(), "detail"), StringComparison.Ordinal);
        using var cancelled = await admin.PostAsync($"{Admin}/replays/{waits}/cancel", null);
        Assert.Equal("cancelled", Text(await cancelled.Content.ReadFromJsonAsync<JsonElement>(), "state"));
        stuck.Release();
    }

    [Theory]
    [InlineData("/detectors/none/replays", "{}", HttpStatusCode.NotFound, "no rule")]
    [InlineData("/detectors/N1/replays", "{}", HttpStatusCode.BadRequest, "insights/navigation/replay")]
    [InlineData("/detectors/D1/replays", """{"from":"2026-02-01","to":"2026-01-01"}""", HttpStatusCode.BadRequest, "before it begins")]
    [InlineData("/detectors/D1/replays", """{"from":"yesterday"}""", HttpStatusCode.BadRequest, "from")]
    [InlineData("/replays/none/cancel", "{}", HttpStatusCode.NotFound, "no replay")]
    public async Task What_is_not_possible_is_refused_with_a_reason(string path, string body, HttpStatusCode status, string sentence)
    {
        await using var app = await StartAsync();
        using var answer = await app.Visitor("application/json").PostAsync(Admin + path, new StringContent(body, null, "application/json"));
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(sentence, Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Visitor("application/json").GetAsync(Admin + "/replays/none")).StatusCode);
    }

    private static Task<TrackedApp> StartAsync(ISessionDetector? detector = null) => TrackedApp.StartAsync(
        a =>
        {
            a.MapGet("/", () => "home");
            a.MapPost("/out", () => "bye").TrackSignOut();
            a.MapSessionTracking().AllowAnonymous();
        },
        services =>
        {
            if (detector is not null)
                services.AddSingleton(detector);
        });

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
