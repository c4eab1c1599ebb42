using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Beacon;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Beacon;

/// <summary>Reports are hostile until checked: what a client may say, and of which page.</summary>
public sealed class BeaconEndpointTests : IAsyncLifetime
{
    private TrackedApp _app = null!;

    public async Task InitializeAsync() => _app = await TrackedApp.StartAsync(BeaconSite.Map);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_report_of_a_page_reaches_the_step_of_its_session()
    {
        using var visitor = _app.Visitor();
        var token = await visitor.OpenPageAsync();
        var answer = await visitor.ReportAsync(BeaconSite.Message(token, more: ""","c":[{"e":"@buy","c":44,"k":0}],"f":[{"n":"email","s":1,"h":1,"x":0,"t":500}]"""));
        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var session = await _app.OnlySessionAsync(2);
        var step = Assert.Single(session.Steps);
        Assert.Equal(("GET /page", DwellSource.Beacon, 75, 1), (step.Step, step.DwellSource, step.Engagement!.ScrollDepth, step.Engagement.Clicks));
        Assert.Equal(900, step.DwellMs);
        var report = Assert.Single(_app.Events, e => e.Is(EventFlags.Beacon));
        Assert.False(report.IsActive);
        Assert.Equal("email", Assert.Single(report.Detail!.Browser!.Fields).Name);
    }

    [Fact]
    public async Task Web_vitals_of_a_page_reach_its_step()
    {
        using var visitor = _app.Visitor();
        var token = await visitor.OpenPageAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.ReportAsync(BeaconSite.Message(token, more: ""","w":{"LCP":1234,"CLS":125,"TTFB":0,"other":7}"""))).StatusCode);
        var session = await _app.OnlySessionAsync(2);
        Assert.Equal(new WebVitals(Lcp: 1_234, Cls: 0.125, Ttfb: 0), Assert.Single(session.Steps).Engagement!.Vitals);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("none", null)]
    [InlineData(null, null)]
    [InlineData(null, "https://elsewhere.example")]
    [InlineData(null, "null")]
    public async Task What_no_page_of_the_application_has_sent_is_refused(string? site, string? origin)
    {
        using var visitor = _app.Visitor();
        var token = await visitor.OpenPageAsync();
        await RefusedAsync(await visitor.ReportAsync(BeaconSite.Message(token), site, origin), HttpStatusCode.Forbidden, BeaconResult.Origin);
        // A browser without fetch metadata names its origin.
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.ReportAsync(BeaconSite.Message(token), site: null, origin: "http://localhost")).StatusCode);
    }

    [Fact]
    public async Task A_report_without_the_cookie_is_refused_and_gets_none()
    {
        using var visitor = _app.Visitor();
        using var stranger = _app.Visitor();
        await RefusedAsync(await stranger.ReportAsync(BeaconSite.Message(await visitor.OpenPageAsync())), HttpStatusCode.Forbidden, BeaconResult.NoSession);
    }

    [Fact]
    public async Task A_page_of_another_session_is_refused()
    {
        using var one = _app.Visitor();
        using var other = _app.Visitor();
        await other.OpenPageAsync();
        await RefusedAsync(await other.ReportAsync(BeaconSite.Message(await one.OpenPageAsync())), HttpStatusCode.Forbidden, BeaconResult.Page);
    }

    [Fact]
    public async Task A_forged_token_is_refused_at_each_of_its_characters()
    {
        using var visitor = _app.Visitor();
        var token = await visitor.OpenPageAsync();
        var reader = _app.Services.GetRequiredService<PageToken>();
        var session = _app.Events is [{ Key: var key }, ..] ? key : (await KeyAsync());
        Assert.True(reader.TryRead(token, session, out _));
        for (var i = 0; i < token.Length; i++)
            foreach (var c in "Aa0-")
                if (token[i] != c)
                    Assert.False(reader.TryRead(token[..i] + c + token[(i + 1)..], session, out _), $"{i} {c}");
        Assert.False(reader.TryRead("", session, out _));
        Assert.False(reader.TryRead(token + "A", session, out _));
        await RefusedAsync(await visitor.ReportAsync(BeaconSite.Message(new string('A', PageToken.Length))), HttpStatusCode.Forbidden, BeaconResult.Page);

        async Task<Pseudonym> KeyAsync()
        {
            await _app.SettledAsync(1);
            return _app.Events[0].Key;
        }
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_with_and_without_a_stated_length()
    {
        using var visitor = _app.Visitor();
        var token = await visitor.OpenPageAsync();
        var large = BeaconSite.Message(token, more: $",\"x\":\"{new string('x', BeaconReader.MaxBytes)}\"");
        await RefusedAsync(await visitor.ReportAsync(large), HttpStatusCode.RequestEntityTooLarge, BeaconResult.Size);
        var request = new HttpRequestMessage(HttpMethod.Post, BeaconSite.Path) { Content = new StreamContent(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(large))) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await visitor.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"n":1}""")]
    [InlineData("""{"p":"TOKEN"}""")]
    [InlineData("""{"p":"TOKEN","n":0}""")]
    [InlineData("""{"p":"TOKEN","n":4097}""")]
    [InlineData("""{"p":"TOKEN","n":"1"}""")]
    [InlineData("""{"p":"TOKEN","n":1,"n":2}""")]
    [InlineData("""{"p":"TOKEN","n":1,"d":101}""")]
    [InlineData("""{"p":"TOKEN","n":1,"d":-1}""")]
    [InlineData("""{"p":"TOKEN","n":1,"v":-1}""")]
    [InlineData("""{"p":"TOKEN","n":1,"v":86400001}""")]
    [InlineData("""{"p":"TOKEN","n":1,"a":99999999999999999999}""")]
    [InlineData("""{"p":"TOKEN","n":1,"r":1}""")]
    [InlineData("""{"p":"TOKEN","n":1,"r":1,"u":"orders"}""")]
    [InlineData("""{"p":"TOKEN","n":1,"u":"/orders"}""")]
    [InlineData("""{"p":"TOKEN","n":1,"c":[null]}""")]
    [InlineData("""{"p":"TOKEN","n":1,"c":[{"e":"<b>","c":1}]}""")]
    [InlineData("""{"p":"TOKEN","n":1,"c":[{"e":"a b","c":1}]}""")]
    [InlineData("""{"p":"TOKEN","n":1,"c":[{"e":"a","c":101}]}""")]
    [InlineData("""{"p":"TOKEN","n":1,"c":[{"e":"a","c":1,"k":3}]}""")]
    [InlineData("""{"p":"TOKEN","n":1,"f":[{"n":"name@example.org"}]}""")]
    [InlineData("""{"p":"TOKEN","n":1,"f":[{"n":"a","t":-1}]}""")]
    [InlineData("""{"p":"TOKEN","n":1,"w":{"LCP":-1}}""")]
    [InlineData("""{"p":"TOKEN","n":1,"w":{"INP":600001}}""")]
    [InlineData("""{"p":"TOKEN","n":1,"w":{"CLS":100001}}""")]
    [InlineData("""{"p":"TOKEN","n":1,"w":{"TTFB":1.5}}""")]
    [InlineData("""{"p":"TOKEN","n":1,"w":[1]}""")]
    [InlineData("""{"p":"TOKEN","n":1,"r":1,"u":"/orders/1","w":{"LCP":1}}""")]
    [InlineData("""{"p":"TOKEN","n":1,"x":[[[[[[1]]]]]]}""")]
    public async Task What_the_script_would_not_send_is_refused(string message)
    {
        using var visitor = _app.Visitor();
        var token = await visitor.OpenPageAsync();
        await RefusedAsync(await visitor.ReportAsync(message.Replace("TOKEN", token, StringComparison.Ordinal)), HttpStatusCode.BadRequest, BeaconResult.Schema);
    }

    [Fact]
    public async Task Unknown_members_are_dropped_and_no_identity_is_taken_from_a_client()
    {
        using var visitor = _app.Visitor();
        var token = await visitor.OpenPageAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.ReportAsync(BeaconSite.Message(token, more: ",\"user\":\"admin\",\"session\":\"1\",\"key\":[{\"a\":1}]"))).StatusCode);
        await _app.OnlySessionAsync(2);
        Assert.All(_app.Events, e => Assert.True(e.User.IsNone));
    }

    [Fact]
    public async Task A_replayed_report_is_answered_alike_and_counts_once()
    {
        using var visitor = _app.Visitor();
        var message = BeaconSite.Message(await visitor.OpenPageAsync(), more: ""","c":[{"e":"a","c":1,"k":0}]""");
        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await visitor.ReportAsync(message)).StatusCode);
        Assert.Equal(1, Assert.Single((await _app.OnlySessionAsync(5)).Steps).Engagement!.Clicks);
    }

    [Fact]
    public async Task Visible_time_is_at_most_the_time_since_the_page_was_requested()
    {
        using var visitor = _app.Visitor();
        var token = await visitor.OpenPageAsync();
        await visitor.ReportAsync($$"""{"p":"{{token}}","n":1,"a":86400000,"v":86400000}""");
        var session = await _app.OnlySessionAsync(2);
        Assert.InRange(Assert.Single(session.Steps).DwellMs!.Value, 0, (long)Waiting.Patience.TotalMilliseconds);
    }

    private async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, BeaconResult result)
    {
        Assert.Equal((status, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(1, _app.Services.GetRequiredService<BeaconCounters>().Of(result));
        Assert.DoesNotContain(_app.Events, e => e.Is(EventFlags.Beacon));
    }
}
