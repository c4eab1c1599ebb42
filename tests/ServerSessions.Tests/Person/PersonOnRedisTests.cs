using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Storage.Redis;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Person;

/// <summary>The pages of people over two nodes, each a real server, with one Redis between them.</summary>
public sealed class PersonOnRedisTests(SingleServer single) : IClassFixture<SingleServer>
{
    private static readonly string[] Readings = ["/me/activity?days=90", "/me/goals", "/me/sessions", "/me/export", "/me/export?format=csv", "/me/data", "/me/consent", "/me/nudges"];

    [Fact]
    public async Task Another_person_gets_nothing_by_any_id_on_any_node_and_every_page_is_the_persons_own()
    {
        var (one, other) = await StartAsync();
        await using var _ = one;
        await using var __ = other;
        using var anna = await SignedInAsync(one, "anna");
        using var eve = await SignedInAsync(other, "eve");
        (await anna.PostAsJsonAsync("/me/goals", new { kind = "days", target = 3 })).EnsureSuccessStatusCode();
        var session = await SessionAsync(one, anna);
        var user = (await one.Reports.ListAsync(new SessionQuery { User = "anna" })).Items[0].UserHash!;
        await SessionAsync(other, eve);
        using var tablet = await SignedInAsync(one, "anna");
        (await tablet.PostAsync("/out", null)).EnsureSuccessStatusCode();
        var closed = "";
        await Waiting.UntilAsync(async () => (closed = (await one.Reports.ListAsync(new SessionQuery { User = "anna", Live = false })).Items.FirstOrDefault()?.Id ?? "").Length > 0);

        // Ids in the route, the query, headers and bodies.
        foreach (var path in Readings)
            foreach (var asked in (string[])[path, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}user=anna&userId=anna&id={session}&hash={user}"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, asked) { Headers = { { "X-User", "anna" }, { "X-Forwarded-User", user } } };
                using var response = await eve.SendAsync(request);
                var text = await response.Content.ReadAsStringAsync();
                Assert.DoesNotContain(session, text);
                Assert.DoesNotContain(user, text);
            }

        foreach (var path in (string[])[$"/me/sessions/{session}/sign-out", $"/me/sessions/{closed}/sign-out", $"/me/sessions/{session.ToUpperInvariant()}/sign-out", $"/me/sessions/{user}/sign-out", $"/me/sessions/{session}"])
            Assert.Contains((await eve.PostAsJsonAsync(path, new { user = "anna", id = session })).StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed]);
        await eve.PostAsJsonAsync("/me/goals/remove", new { id = "days", user = "anna" });
        Assert.Equal(HttpStatusCode.OK, (await eve.PostAsJsonAsync("/me/sessions/sign-out-others", new { user = "anna" })).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await eve.DeleteAsync($"/me/data?confirm=erase&user=anna&id={session}")).StatusCode);
        await DoneAsync(eve);

        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/me/activity")).StatusCode);
        Assert.Equal(1, (await anna.JsonAsync("/me/goals")).GetArrayLength());
        await anna.UntilAsync("/me/sessions", d => d.ToString() is var list && list.Contains(session, StringComparison.Ordinal) && list.Contains(closed, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("/me/data")).StatusCode);
    }

    [Fact]
    public async Task Sign_out_on_one_node_holds_at_the_other_with_the_next_request_that_has_the_news()
    {
        var (one, other) = await StartAsync();
        await using var _ = one;
        await using var __ = other;
        using var laptop = await SignedInAsync(one, "anna");
        using var phone = await SignedInAsync(other, "anna");
        using var tablet = await SignedInAsync(other, "anna");
        using var eve = await SignedInAsync(other, "eve");
        var devices = await laptop.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 3);
        var there = devices.GetProperty("items").EnumerateArray().First(d => !d.GetProperty("isThis").GetBoolean()).GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.OK, (await laptop.PostAsync($"/me/sessions/{there}/sign-out", null)).StatusCode);
        await Waiting.UntilAsync(async () => new[] { await WhoAsync(phone), await WhoAsync(tablet) }.Count(w => w == "anonymous") == 1, what: "one device is signed out on the other node");
        Assert.Equal("eve", await WhoAsync(eve));

        Assert.Equal(HttpStatusCode.OK, (await laptop.PostAsync("/me/sessions/sign-out-others", null)).StatusCode);
        await Waiting.UntilAsync(async () => await WhoAsync(phone) == "anonymous" && await WhoAsync(tablet) == "anonymous", what: "all others are signed out on the other node");
        Assert.Equal(("anna", "eve"), (await WhoAsync(laptop), await WhoAsync(eve)));
    }

    [Fact]
    public async Task A_decision_on_one_node_holds_on_the_other_with_the_next_request_of_the_browser_and_soon_on_the_persons_other_browser()
    {
        var (one, other) = await StartAsync(ConsentMode.OptIn);
        await using var _ = one;
        await using var __ = other;
        var cookies = new SharedCookies();
        using var here = one.Visitor(cookies);
        using var there = other.Visitor(cookies);
        await here.PostAsync("/in/anna", null);
        using var phone = await SignedInAsync(other, "anna");
        using var eve = await SignedInAsync(other, "eve");
        Assert.Equal("Security", await there.GetStringAsync("/purposes"));

        (await here.PutAsJsonAsync("/me/consent", new { purposes = (string[])["analytics", "personalization"] })).EnsureSuccessStatusCode();
        // The cookie carries it: no waiting.
        Assert.Equal("Security, Analytics, Personalization", await there.GetStringAsync("/purposes"));
        await Waiting.UntilAsync(async () => await phone.GetStringAsync("/purposes") == "Security, Analytics, Personalization", what: "the agreement reaches the other browser");
        Assert.Equal("Security", await eve.GetStringAsync("/purposes"));

        (await there.PutAsJsonAsync("/me/consent", new { purposes = Array.Empty<string>() })).EnsureSuccessStatusCode();
        Assert.Equal("Security", await here.GetStringAsync("/purposes"));
        await Waiting.UntilAsync(async () => await phone.GetStringAsync("/purposes") == "Security", what: "the withdrawal reaches the other browser");
    }

    [Fact]
    public async Task An_erasure_on_one_node_is_done_on_the_other_whose_devices_had_just_acted()
    {
        var (one, other) = await StartAsync();
        await using var _ = one;
        await using var __ = other;
        using var laptop = await SignedInAsync(one, "anna");
        using var phone = await SignedInAsync(other, "anna");
        using var eve = await SignedInAsync(other, "eve");
        (await phone.PostAsJsonAsync("/me/goals", new { kind = "days", target = 3 })).EnsureSuccessStatusCode();
        await laptop.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 2);
        await SessionAsync(other, eve);
        for (var i = 0; i < 5; i++)
            await phone.GetStringAsync("/purposes");

        Assert.Equal(HttpStatusCode.Accepted, (await laptop.DeleteAsync("/me/data?confirm=erase")).StatusCode);
        foreach (var person in (HttpClient[])[phone, laptop])
        {
            await DoneAsync(person);
            await person.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 0);
            Assert.Equal(0, (await person.JsonAsync("/me/goals")).GetArrayLength());
            using var export = JsonDocument.Parse(await person.GetStringAsync("/me/export"));
            Assert.All((string[])["sessions", "memories", "remembered", "settings"], kind => Assert.Equal(0, export.RootElement.GetProperty(kind).GetArrayLength()));
        }

        await SessionAsync(other, eve);
    }

    private async Task<(RedisNode One, RedisNode Other)> StartAsync(ConsentMode consent = ConsentMode.NotRequired)
    {
        var prefix = RedisRig.NewPrefix();
        return (await NodeAsync(prefix, consent), await NodeAsync(prefix, consent));
    }

    private Task<RedisNode> NodeAsync(string prefix, ConsentMode consent) => RedisNode.StartAsync(
        single.Server.Endpoint, prefix,
        o =>
        {
            (o.Consent.Analytics, o.Consent.Personalization) = (consent, consent);
            // The nodes listen on plain http.
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        },
        map: app =>
        {
            app.MapGet("/purposes", (HttpContext context) => $"{context.GetTrackedSession()!.Purposes}");
            app.MapPost("/out", (HttpContext context) => context.SignOutAsync()).TrackSignOut();
            app.MapMySessions("/me").RequireAuthorization();
            app.MapSessionNudges("/me");
        });

    private static async Task<HttpClient> SignedInAsync(RedisNode node, string user)
    {
        var person = node.Visitor();
        person.DefaultRequestHeaders.Remove("Accept");
        person.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
        (await person.PostAsync($"/in/{user}", null)).EnsureSuccessStatusCode();
        await person.GetStringAsync("/purposes");
        return person;
    }

    private static async Task<string> SessionAsync(RedisNode node, HttpClient person)
    {
        await Waiting.UntilAsync(async () => (await node.Reports.PipelineAsync()).Partitions.All(p => p.Backlog == 0));
        return (await person.UntilAsync("/me/sessions", d => d.GetProperty("items").GetArrayLength() == 1)).GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    private static Task<JsonElement> DoneAsync(HttpClient person) => person.UntilAsync("/me/data", e => e.GetProperty("state").GetString() == "done");

    private static Task<string> WhoAsync(HttpClient person) => person.GetStringAsync("/who");
}
