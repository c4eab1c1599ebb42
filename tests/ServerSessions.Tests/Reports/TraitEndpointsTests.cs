using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Diagnostics;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>What an application records of its users, from the request to the segment.</summary>
public sealed class TraitEndpointsTests
{
    [Fact]
    public async Task Sessions_are_selected_by_declared_traits_and_the_newest_value_counts()
    {
        await using var app = await StartAsync();
        await WalkAsync(app, "plan=Pro", "role=admin");
        await WalkAsync(app, "plan=pro", "plan=free");
        await WalkAsync(app);
        await app.ClosedAsync(3);
        foreach (var (segment, sessions) in ((string, int)[])[("plan=pro", 1), ("plan=PRO", 1), ("plan=free", 1), ("role=admin", 1), ("role=guest", 0)])
            Assert.Equal(sessions, (await GetAsync(app, $"insights/overview?segment=trait:{segment}")).GetProperty("sessions").GetInt32());
        var rows = (await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/sessions.csv?segment=trait:role=admin")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(",plan=pro role=admin,", Assert.Single(rows.Skip(1)));
        Assert.Equal("""{"plan":"pro","role":"admin"}""", (await GetAsync(app, "sessions/" + rows[1].Split(',')[0])).GetProperty("traits").GetRawText());
    }

    [Fact]
    public async Task What_is_not_declared_is_dropped_or_other_and_counted()
    {
        await using var app = await StartAsync();
        await WalkAsync(app, "email=ann%40example.org", "plan=secret", "plan=", "role=ann%40example.org");
        await app.ClosedAsync(1);
        var session = (await GetAsync(app, "sessions")).GetProperty("items")[0].GetProperty("id").GetString();
        Assert.Equal("""{"plan":"(other)","role":"(other)"}""", (await GetAsync(app, "sessions/" + session)).GetProperty("traits").GetRawText());
        Assert.Equal("undeclared 1, empty 1, other 2", string.Join(", ", app.Services.GetRequiredService<CaptureCounters>().TraitLosses.Select(l => $"{l.Name} {l.Count}")));
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        a =>
        {
            a.MapGet("/", () => "home");
            a.MapGet("/set", (HttpContext c, string name, string value) => c.GetTrackedSession()!.SetTrait(name, value));
            a.MapPost("/out", () => "bye").TrackSignOut();
            a.MapSessionTracking().AllowAnonymous();
        },
        options: o =>
        {
            o.Traits.Add(new TraitOptions { Name = "plan", Values = { "free", "pro" } });
            o.Traits.Add(new TraitOptions { Name = "role" });
        });

    private static async Task WalkAsync(TrackedApp app, params string[] traits)
    {
        var visitor = app.Visitor();
        await visitor.GetAsync("/");
        foreach (var trait in traits)
            (await visitor.GetAsync($"/set?name={trait.Replace("=", "&value=", StringComparison.Ordinal)}")).EnsureSuccessStatusCode();
        await visitor.PostAsync("/out", null);
    }

    private static async Task<JsonElement> GetAsync(TrackedApp app, string path) =>
        await app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/" + path);
}
