using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Person;

/// <summary>A person sees their own activity, on all devices, and never another's.</summary>
public sealed class MyActivityTests
{
    [Fact]
    public async Task A_person_sees_what_they_did_on_all_devices()
    {
        await using var app = await PersonApp.StartAsync();
        var (laptop, phone) = (await app.SignedInAsync("anna"), await app.SignedInAsync("anna"));
        foreach (var path in (string[])["/learn/1", "/learn/3", "/shop/boat"])
            await laptop.GetAsync(path);
        await phone.GetAsync("/learn/1");
        var activity = await laptop.UntilAsync("/me/activity", a => a.GetProperty("sessions").GetInt32() == 2 && Visits(a, "lesson 1") == 2 && Visits(a, "/shop") == 1);
        Assert.Equal(1, Visits(activity, "lesson 3"));
        Assert.Equal(["opened", "skipped", "opened", "ahead"], activity.GetProperty("courses")[0].GetProperty("modules").EnumerateArray().Select(m => m.GetProperty("state").GetString()));
        Assert.Equal("lesson 2", activity.GetProperty("courses")[0].GetProperty("next").GetString());
        Assert.Equal(["order"], activity.GetProperty("unfinished").EnumerateArray().Select(u => u.GetProperty("flow").GetString()));
        Assert.Equal(12, activity.GetProperty("weeks").GetArrayLength());
        Assert.Equal(2, activity.GetProperty("weeks")[11].GetProperty("modules").GetInt32());
        Assert.Equal(2, activity.GetProperty("history").GetArrayLength());
        Assert.DoesNotContain("/me", activity.ToString());
    }

    [Fact]
    public async Task Closed_sessions_are_counted_with_open_ones()
    {
        await using var app = await PersonApp.StartAsync();
        var anna = await app.SignedInAsync("anna");
        await anna.GetAsync("/learn/1");
        await anna.PostAsync("/out", null);
        await app.ClosedAsync(1);
        await anna.GetAsync("/learn/2");
        var activity = await anna.UntilAsync("/me/activity", a => a.GetProperty("sessions").GetInt32() == 2 && Visits(a, "lesson 2") == 1);
        Assert.Equal([true, false], activity.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("isOpen").GetBoolean()));
    }

    [Fact]
    public async Task Another_person_gets_nothing_whatever_they_send()
    {
        await using var app = await PersonApp.StartAsync();
        var anna = await app.SignedInAsync("anna");
        await anna.GetAsync("/learn/1");
        await anna.UntilAsync("/me/activity", a => Visits(a, "lesson 1") == 1);
        var session = (await app.Reports.ListAsync(new() { User = "anna" })).Items[0];
        var report = await app.Reports.FindAsync(SessionId.TryParse(session.Id, out var id) ? id : default);
        var eve = await app.SignedInAsync("eve");
        foreach (var (name, value) in ((string, string)[])[("X-User", "anna"), ("user.hash", session.UserHash!), ("Baggage", $"session.id={report!.Key}")])
            eve.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        foreach (var query in (string[])["", "?user=anna", $"?user={session.UserHash}", $"?key={report!.Key}", $"?session={session.Id}"])
            foreach (var path in (string[])["activity", "sessions", "goals"])
            {
                var text = (await eve.JsonAsync($"/me/{path}{query}")).ToString();
                Assert.DoesNotContain("\"lesson 1\",\"seconds\":0,\"visits\":1", text);
                Assert.DoesNotContain(session.Id, text);
            }

        Assert.Equal(0, (await eve.JsonAsync("/me/activity?user=anna")).GetProperty("courses")[0].GetProperty("opened").GetInt32());
    }

    [Fact]
    public async Task The_person_who_uses_the_same_browser_next_sees_nothing_of_the_one_before()
    {
        await using var app = await PersonApp.StartAsync();
        var browser = await app.SignedInAsync("anna");
        await browser.GetAsync("/learn/1");
        await browser.UntilAsync("/me/activity", a => Visits(a, "lesson 1") == 1);
        await browser.PostAsync("/in/eve", null);
        await browser.GetAsync("/learn/2");
        var eve = await browser.UntilAsync("/me/activity", a => Visits(a, "lesson 2") == 1);
        Assert.Equal(0, Visits(eve, "lesson 1"));
        Assert.Equal(1, (await browser.JsonAsync("/me/sessions")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Goals_are_set_counted_replaced_and_removed()
    {
        await using var app = await PersonApp.StartAsync();
        var (anna, eve) = (await app.SignedInAsync("anna"), await app.SignedInAsync("eve"));
        await anna.GetAsync("/learn/1");
        foreach (var goal in (object[])[new { kind = "modules", of = "sailing", target = 2 }, new { kind = "modules", of = "sailing", target = 3 }, new { kind = "days", target = 1 }])
            Assert.Equal(HttpStatusCode.NoContent, (await anna.PostAsJsonAsync("/me/goals", goal)).StatusCode);
        var activity = await anna.UntilAsync("/me/activity", a => Visits(a, "lesson 1") == 1);
        Assert.Equal(
            ["modules:sailing 1 of 3 False", "days 1 of 1 True"],
            activity.GetProperty("goals").EnumerateArray().Select(g => $"{g.GetProperty("id").GetString()} {g.GetProperty("done").GetInt32()} of {g.GetProperty("target").GetInt32()} {g.GetProperty("isReached").GetBoolean()}"));
        Assert.Equal(0, (await eve.JsonAsync("/me/goals")).GetArrayLength());
        await eve.PostAsJsonAsync("/me/goals/remove", new { id = "days" });
        await anna.PostAsJsonAsync("/me/goals/remove", new { id = "modules:sailing" });
        Assert.Equal(["days"], (await anna.JsonAsync("/me/goals")).EnumerateArray().Select(g => g.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_goal_that_makes_no_sense_is_refused_and_an_eleventh_too()
    {
        await using var app = await PersonApp.StartAsync(services: null, options: null, map: a =>
        {
            for (var i = 0; i < 10; i++)
                a.MapGet($"/{i}/page", () => "page");
        });
        var anna = await app.SignedInAsync("anna");
        await app.SettledAsync(2);
        foreach (var goal in (object[])[new { kind = "days", target = 8 }, new { kind = "days", of = "sailing", target = 2 }, new { kind = "modules", of = "cooking", target = 2 }, new { kind = "hours", target = 1 }, new { target = 1 }, new { kind = "days" }, new { kind = "minutes", of = "anna@example.org", target = 1 }])
            Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsJsonAsync("/me/goals", goal)).StatusCode);
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await anna.PostAsJsonAsync("/me/goals", new { kind = "minutes", of = $"/{i}", target = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsJsonAsync("/me/goals", new { kind = "days", target = 1 })).StatusCode);
    }

    [Fact]
    public async Task The_page_says_the_same_without_a_script_and_encodes_what_it_shows()
    {
        await using var app = await PersonApp.StartAsync(services: null, options: null, map: a => a.MapGet("/evil", () => "x").WithFeature("<script>alert(1)</script>"));
        var anna = await app.SignedInAsync("anna", "text/html");
        await anna.GetAsync("/evil");
        var html = "";
        await Waiting.UntilAsync(async () => (html = await anna.GetStringAsync("/me/activity")).Contains("alert(1)", StringComparison.Ordinal), what: "the page shows the step");
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("style=", html);
        var response = await anna.GetAsync("/me/activity");
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        var style = html.Split("href=\"")[1].Split('"')[0];
        Assert.StartsWith("./assets/person.", style);
        Assert.Equal("text/css", (await anna.GetAsync("/me/" + style[2..])).Content.Headers.ContentType!.MediaType);
        Assert.Equal("/me/activity", (await anna.GetAsync("/me")).Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_form_of_the_page_sets_a_goal_and_leads_back()
    {
        await using var app = await PersonApp.StartAsync();
        var anna = await app.SignedInAsync("anna", "text/html");
        var html = await anna.GetStringAsync("/me/activity");
        var token = html.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        var request = new HttpRequestMessage(HttpMethod.Post, "/me/goals")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["kind"] = "days", ["target"] = "3" }),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var answer = await anna.SendAsync(request);
        Assert.Equal((HttpStatusCode.SeeOther, "activity#goals"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Contains("3 days a week", await anna.GetStringAsync("/me/activity"));
    }

    [Fact]
    public async Task While_the_storage_is_away_a_browser_gets_a_page_and_a_program_a_problem()
    {
        var isAway = false;
        await using var app = await PersonApp.StartAsync(services: s => s.AddSingleton(SpyStorage.Around(FaultyStorage.Over(
            new InProcessStorage(new InProcessStorageOptions(2), TimeProvider.System),
            call =>
            {
                if (isAway && call == nameof(ISessionStorage.ListOpenAsync))
                    throw new StorageUnavailableException("away", new TimeoutException());
            })).Storage));
        var (browser, program) = (await app.SignedInAsync("anna", "text/html"), await app.SignedInAsync("anna"));
        isAway = true;
        var (page, problem) = (await browser.GetAsync("/me/activity"), await program.GetAsync("/me/activity"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Contains("Not available right now", await page.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (problem.StatusCode, problem.Content.Headers.ContentType!.MediaType));
    }

    private static int Visits(JsonElement activity, string area) =>
        activity.GetProperty("areas").EnumerateArray().Where(a => a.GetProperty("area").GetString() == area).Select(a => a.GetProperty("visits").GetInt32()).SingleOrDefault();
}
