using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using ServerSessions.Tests.Capture.Consent;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Capture.Consent.ConsentApp;

namespace ServerSessions.Tests.Person;

/// <summary>The visitor's consent over HTTP: as JSON, by a form without a script, and never from another site.</summary>
public sealed class ConsentEndpointsTests
{
    private readonly ConsentApp _nodes = new();

    [Fact]
    public async Task It_reads_and_decides_as_json()
    {
        await using var app = await StartAsync();
        var client = Client(app);
        var before = await client.GetFromJsonAsync<JsonElement>("/consent");
        Assert.True(before.GetProperty("isNeeded").GetBoolean());
        Assert.Equal(["analytics undecided False", "personalization undecided False", "recording undecided False"], Lines(before));
        var answer = await client.PutAsJsonAsync("/consent", new { purposes = new[] { "analytics" }, how = "settings" });
        var decided = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["analytics granted True", "personalization refused False", "recording refused False"], Lines(decided));
        Assert.False(decided.GetProperty("isNeeded").GetBoolean());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        await app.SettledAsync(2);
        Assert.Equal("settings", Assert.Single(await _nodes.ProofsAsync(app.Events[^1].Key, 1)).How);
        Assert.Equal("all", (await (await client.PutAsJsonAsync("/consent", new { purposes = Array.Empty<string>() })).Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("purposes").EnumerateArray().All(p => p.GetProperty("decision").GetString() == "refused") ? "all" : "some");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "purposes": ["security"] }""")]
    [InlineData("""{ "purposes": ["ads"] }""")]
    [InlineData("""{ "purposes": ["1"] }""")]
    [InlineData("[]")]
    [InlineData("no json")]
    public async Task What_is_no_decision_is_refused_with_a_reason_and_changes_nothing(string body)
    {
        await using var app = await StartAsync();
        var client = Client(app);
        var answer = await client.PutAsync("/consent", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("expected", (await answer.Content.ReadAsStringAsync()) + " expected", StringComparison.Ordinal);
        Assert.True((await client.GetFromJsonAsync<JsonElement>("/consent")).GetProperty("isNeeded").GetBoolean());
    }

    [Theory]
    [InlineData("accept", "Security, Analytics, Personalization, Recording")]
    [InlineData("refuse", "Security")]
    public async Task A_form_decides_without_a_script_and_leads_back(string decision, string held)
    {
        await using var app = await StartAsync();
        var browser = Browser(app);
        await browser.SendFormAsync(Shop + "/consent", Shop + "/", ("decision", decision), ("returnUrl", "/?page=2"));
        Assert.Equal((HttpStatusCode.SeeOther, "/?page=2"), (browser.Answers[0].StatusCode, browser.Answers[0].Headers.Location!.OriginalString));
        Assert.Equal(held.Replace("Security, Analytics, Personalization, Recording", "All", StringComparison.Ordinal), await browser.Answers[1].Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_form_can_choose()
    {
        await using var app = await StartAsync();
        var browser = Browser(app);
        await browser.SendFormAsync(Shop + "/consent", Shop + "/", ("decision", "choose"), ("purpose", "analytics"), ("purpose", "recording"));
        Assert.Equal("Security, Analytics, Recording", await LookAsync(browser));
        await browser.SendFormAsync(Shop + "/consent", Shop + "/", ("decision", "choose"));
        Assert.Equal("Security", await LookAsync(browser));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\r\nSet-Cookie: x=1")]
    [InlineData("")]
    public async Task A_form_leads_nowhere_else(string to)
    {
        await using var app = await StartAsync();
        var browser = Browser(app);
        await browser.SendFormAsync(Shop + "/consent", Shop + "/", ("decision", "refuse"), ("returnUrl", to));
        Assert.Equal("/", browser.Answers[0].Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "decision=refuse&returnUrl=%00")]
    [InlineData("application/x-www-form-urlencoded", "many")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"decision\"\r\n\r\nref")]
    [InlineData("application/json", "{\"purposes\":[\"\\ud800\"]}")]
    [InlineData("application/json", "invalid UTF-8")]
    public async Task A_body_that_cannot_be_read_is_a_bad_request(string type, string body)
    {
        await using var app = await StartAsync();
        var bytes = body switch
        {
            "many" => System.Text.Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 1_100).Select(i => $"f{i}=1"))),
            "invalid UTF-8" => [.. "{\"purposes\":[\""u8, 0xC3, 0x28, .. "\"]}"u8],
            _ => System.Text.Encoding.ASCII.GetBytes(body),
        };
        using var request = new HttpRequestMessage(type.EndsWith("json", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Post, "/consent") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(HttpStatusCode.BadRequest, (await Client(app).SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_form_leads_back_to_a_page_whose_path_is_in_any_script()
    {
        await using var app = await StartAsync();
        var browser = Browser(app);
        await browser.SendFormAsync(Shop + "/consent", Shop + "/", ("decision", "refuse"), ("returnUrl", "/café?q=a#ü"));
        Assert.Equal("/caf%C3%A9?q=a#%C3%BC", browser.Answers[0].Headers.GetValues("Location").Single());
    }

    [Fact]
    public async Task Without_a_return_address_a_form_leads_back_to_the_page_that_it_was_on()
    {
        await using var app = await StartAsync();
        var browser = Browser(app);
        await browser.SendFormAsync(Shop + "/consent", Shop + "/?page=3", ("decision", "refuse"));
        Assert.Equal("/?page=3", browser.Answers[0].Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_script_that_sends_the_form_gets_json()
    {
        await using var app = await StartAsync();
        var answer = await Client(app).PostAsync("/consent", new FormUrlEncodedContent([KeyValuePair.Create("decision", "accept")]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var state = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("kept", false), (state.GetProperty("proof").GetString(), state.GetProperty("isNeeded").GetBoolean()));
    }

    [Fact]
    public async Task A_browser_gets_a_page_by_which_it_decides_and_pages_for_what_went_wrong()
    {
        await using var app = await StartAsync();
        var browser = Browser(app);
        var page = await (await browser.OpenAsync(Shop + "/consent")).Content.ReadAsStringAsync();
        Assert.Contains("Analytics: undecided, not used", page, StringComparison.Ordinal);
        Assert.Contains("action=\"./consent\"", page, StringComparison.Ordinal);
        var decided = await (await browser.SendFormAsync(Shop + "/consent", Shop + "/consent", ("returnUrl", "/consent"), ("purpose", "analytics"), ("decision", "choose"))).Content.ReadAsStringAsync();
        Assert.Contains("Analytics: granted, used", decided, StringComparison.Ordinal);
        Assert.Contains("Recording: refused, not used", decided, StringComparison.Ordinal);
        var wrong = await browser.SendFormAsync(Shop + "/consent", Shop + "/", ("decision", "perhaps"));
        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), (wrong.StatusCode, wrong.Content.Headers.ContentType!.MediaType));
        Assert.Contains("expected accept, all, refuse or choose", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var style = page[(page.IndexOf("href=\"./consent/", StringComparison.Ordinal) + 7)..];
        Assert.Equal("text/css", (await browser.OpenAsync(Shop + style[..style.IndexOf('"', StringComparison.Ordinal)])).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task An_application_that_records_in_the_browser_and_nothing_else_asks_for_it_and_one_that_has_not_set_it_does_not()
    {
        await using var unset = await StartAsync(o => (o.Analytics, o.Personalization) = (ConsentMode.NotRequired, ConsentMode.NotRequired));
        Assert.False((await Client(unset).GetFromJsonAsync<JsonElement>("/consent")).GetProperty("isNeeded").GetBoolean());
        await using var set = await StartAsync(o => (o.Analytics, o.Personalization, o.Recording) = (ConsentMode.NotRequired, ConsentMode.NotRequired, ConsentMode.OptIn));
        var browser = Browser(set);
        Assert.Equal("Security, Analytics, Personalization ?", await LookAsync(browser));
        await browser.SendFormAsync(Shop + "/consent", Shop + "/", ("decision", "accept"));
        Assert.Equal("All", await LookAsync(browser));
    }

    [Fact]
    public async Task Another_site_cannot_agree_for_a_visitor()
    {
        await using var app = await StartAsync();
        var browser = Browser(app);
        var answer = await browser.SendFormAsync(Shop + "/consent", "https://evil.example/", ("decision", "accept"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("Security ?", await LookAsync(browser));
    }

    [Fact]
    public async Task The_site_says_that_it_honours_global_privacy_control()
    {
        await using var app = await StartAsync(o => o.GlobalPrivacyControlUpdated = new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero));
        var answer = await Client(app).GetAsync("/.well-known/gpc.json");
        Assert.Equal("""{"gpc":true,"lastUpdate":"2026-11-30"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        await using var plain = await StartAsync();
        Assert.Equal("""{"gpc":true}""", await Client(plain).GetStringAsync("/.well-known/gpc.json"));
    }

    private Task<TrackedApp> StartAsync(Action<ConsentOptions>? options = null) => _nodes.StartAsync(options, map: app =>
    {
        app.MapConsent();
        app.MapGlobalPrivacyControl();
    });

    private static HttpClient Client(TrackedApp app) => new(new BrowserJar(app.App.GetTestServer().CreateHandler(), new Uri(Shop))) { BaseAddress = new Uri(Shop) };

    private static IEnumerable<string> Lines(JsonElement state) =>
        state.GetProperty("purposes").EnumerateArray().Select(p => $"{p.GetProperty("purpose").GetString()} {p.GetProperty("decision").GetString()} {p.GetProperty("holds").GetBoolean()}");
}
