using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Chaos.Compare;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.PersonalData;

/// <summary>Two people sign in one after the other in the same browser: the export of each has what they did themselves, and no trace of the other.</summary>
public sealed class SharedBrowserExportTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task What_two_users_of_one_browser_export_names_neither_to_the_other()
    {
        await using var app = await StartAsync();
        var browser = await app.SignedInAsync("xenia");
        await DecideAsync(browser, "settings", "analytics", "personalization");
        await NextAsync(browser, "yves");
        await DecideAsync(browser, "api");
        var (xenia, yves) = (await ExportAsync(app, "xenia", HasAlert), await ExportAsync(app, "yves", HasAlert));

        var users = (await app.Reports.ListAsync(new SessionQuery())).Items.Where(s => s.UserHash is not null)
            .ToLookup(s => s.Id, s => s.UserHash!).ToDictionary(s => s.Key, s => s.First());
        Assert.Equal([], TraceOf(yves, users).In("the export of xenia", xenia.ToString()));
        Assert.Equal([], TraceOf(xenia, users).In("the export of yves", yves.ToString()));
        Assert.Equal("settings", Assert.Single(Decisions(xenia)));
        Assert.Equal("api", Assert.Single(Decisions(yves)));
        foreach (var export in (JsonElement[])[xenia, yves])
        {
            Assert.StartsWith("user ", Assert.Single(OfDevice(export)).GetProperty("events")[0].GetProperty("text").GetString());
            // Both are evidence of one alert about the browser; of the other, not even the number shows.
            var finding = Assert.Single(Alerts(export));
            Assert.Equal((1, 1, "fan-out"), (finding.GetProperty("count").GetInt32(), finding.GetProperty("evidence").GetArrayLength(), finding.GetProperty("reason").GetString()));
        }
    }

    [Fact]
    public async Task A_sign_out_of_one_user_of_a_browser_is_no_decision_about_the_next()
    {
        await using var app = await StartAsync();
        var browser = await app.SignedInAsync("xenia");
        var elsewhere = await app.SignedInAsync("xenia");
        var devices = await elsewhere.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 2);
        var other = devices.GetProperty("items").EnumerateArray().Single(d => !d.GetProperty("isThis").GetBoolean()).GetProperty("id").GetString();
        (await elsewhere.PostAsync($"/me/sessions/{other}/sign-out", null)).EnsureSuccessStatusCode();
        await NextAsync(browser, "yves");

        Assert.Equal(1, (await ExportAsync(app, "xenia", HasDevice)).GetProperty("decisions").GetArrayLength());
        Assert.Equal(0, (await ExportAsync(app, "yves", HasDevice)).GetProperty("decisions").GetArrayLength());
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task What_was_decided_about_one_user_of_a_browser_is_the_next_ones_only_where_it_still_applied(bool isReleased, int decisions)
    {
        await using var app = await StartAsync();
        var browser = await app.SignedInAsync("xenia");
        var session = default(SessionId);
        await Waiting.UntilAsync(
            async () => (await app.Reports.ListAsync(new SessionQuery { User = "xenia" })).Items is [var item] && SessionId.TryParse(item.Id, out session), what: "the session is open");
        var control = app.Services.GetRequiredService<ISessionControl>();
        await control.ThrottleAsync(session, new ResponseNote("too fast", "ada", TimeSpan.FromHours(6)));
        if (isReleased)
            await control.ReleaseAsync(session, new ResponseNote("a mistake", "ada"));
        await NextAsync(browser, "yves");

        Assert.Equal(decisions, (await ExportAsync(app, "yves", HasDevice)).GetProperty("decisions").GetArrayLength());
    }

    [Fact]
    public async Task A_decision_before_the_sign_in_is_of_the_person_who_then_signs_in()
    {
        await using var app = await StartAsync();
        var browser = app.Visitor("application/json");
        (await browser.GetAsync("/")).EnsureSuccessStatusCode();
        await DecideAsync(browser, "banner", "analytics");
        _clock.Advance(TimeSpan.FromSeconds(20));
        (await browser.PostAsync("/in/xenia", null)).EnsureSuccessStatusCode();
        Assert.Equal("banner", Assert.Single(Decisions(await ExportAsync(app, "xenia", e => HasDevice(e) && Decisions(e).Length > 0))));

        await NextAsync(browser, "yves");
        Assert.Empty(Decisions(await ExportAsync(app, "yves", HasDevice)));
    }

    private Task<TrackedApp> StartAsync() => PersonApp.StartAsync(
        me: pages => { pages.AllowAnonymous(); }, services: s => s.AddSingleton<TimeProvider>(_clock), options: o => o.Detection.FanOut.DeviceUsers = 2);

    private async Task DecideAsync(HttpClient browser, string how, params string[] purposes)
    {
        _clock.Advance(TimeSpan.FromSeconds(30));
        (await browser.PutAsJsonAsync("/me/consent", new { purposes, how })).EnsureSuccessStatusCode();
    }

    private async Task NextAsync(HttpClient browser, string user)
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        await browser.PostAsync("/out", null);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await browser.PostAsync($"/in/{user}", null)).EnsureSuccessStatusCode();
        (await browser.GetAsync("/shop/globe")).EnsureSuccessStatusCode();
    }

    // As often as it takes until what was done is processed; at /me, exports have a limit.
    private static async Task<JsonElement> ExportAsync(TrackedApp app, string user, Func<JsonElement, bool> isComplete)
    {
        var export = default(JsonElement);
        await Waiting.UntilAsync(async () =>
        {
            using var output = new MemoryStream();
            await app.Services.GetRequiredService<ISessionPrivacy>().ExportAsync(DataSubject.OfUser(user), output);
            using var document = JsonDocument.Parse(output.ToArray());
            return isComplete(export = document.RootElement.Clone());
        }, () => export.ToString(), $"the export of {user} is complete");
        return export;
    }

    private static bool HasDevice(JsonElement export) => OfDevice(export).Any() && export.GetProperty("sessions").GetArrayLength() > 0;

    private static bool HasAlert(JsonElement export) => HasDevice(export) && Alerts(export).Any() && Decisions(export).Length > 0;

    private static IEnumerable<JsonElement> Alerts(JsonElement export) =>
        export.GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("finding")).Where(f => f.GetProperty("rule").GetString() == "D18");

    private static IEnumerable<JsonElement> OfDevice(JsonElement export) =>
        export.GetProperty("memories").EnumerateArray().Where(m => m.GetProperty("about").GetString() == "device");

    private static string[] Decisions(JsonElement export) =>
        [.. export.GetProperty("consents").EnumerateArray().SelectMany(c => c.EnumerateArray()).Select(c => c.GetProperty("how").GetString()!).Distinct()];

    private static TraceSearch TraceOf(JsonElement export, Dictionary<string, string> users)
    {
        var search = new TraceSearch();
        foreach (var session in export.GetProperty("sessions").EnumerateArray().Select(s => s.GetProperty("summary").GetProperty("id").GetString()!))
        {
            search.Add("session", session);
            if (users.TryGetValue(session, out var hash) && Pseudonym.TryParse(hash, out var user))
                search.Add("user", user);
        }

        return search;
    }
}
