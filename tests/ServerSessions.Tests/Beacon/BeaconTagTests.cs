using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Beacon;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Beacon;

/// <summary>Which pages carry the script, and what the script is.</summary>
public class BeaconTagTests
{
    [Fact]
    public void The_script_is_at_most_three_thousand_bytes_when_compressed()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(BeaconScript.Beacon.Content);
        Assert.InRange(compressed.Length, 1_000, 3_000);
    }

    [Fact]
    public async Task The_tag_names_the_script_that_a_cache_may_keep_for_ever()
    {
        await using var app = await TrackedApp.StartAsync(BeaconSite.Map);
        using var visitor = app.Visitor();
        var tag = await visitor.TagAsync("/page?nonce=n1");
        Assert.Matches("""^<script src="/s\?v=[0-9a-f]{16}" defer data-page="[A-Za-z0-9_-]{27}" nonce="n1"></script>$""", tag);
        var script = await visitor.GetAsync(tag.Split('"')[1]);
        Assert.Equal(
            ("text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "nosniff"),
            ($"{script.Content.Headers.ContentType}", script.Headers.CacheControl!.ToString(), string.Join(' ', script.Headers.GetValues("X-Content-Type-Options"))));
        Assert.Equal(BeaconScript.Beacon.Content, await script.Content.ReadAsByteArrayAsync());
        Assert.NotEqual(TimeSpan.FromDays(365), (await visitor.GetAsync("/s?v=0")).Headers.CacheControl!.MaxAge);
    }

    [Fact]
    public async Task With_web_vitals_a_page_loads_the_package_first_and_its_answer_names_the_licence()
    {
        await using var app = await TrackedApp.StartAsync(BeaconSite.Map, options: o => o.Beacon.WebVitals = true);
        using var visitor = app.Visitor();
        var tag = await visitor.TagAsync("/page?nonce=n1");
        Assert.Matches("""^<script defer="defer" nonce="n1" src="/s/v\?v=[0-9a-f]{16}"></script><script src="/s\?v=[0-9a-f]{16}" defer data-page=""", tag);
        var answer = await visitor.GetAsync(tag.Split("src=\"")[1].Split('"')[0]);
        var script = await answer.Content.ReadAsStringAsync();
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
        Assert.StartsWith("/*! web-vitals 6.2.3, Copyright 2020 Google LLC, Apache-2.0 */", script);
        Assert.Contains("var webVitals=", script);
        Assert.DoesNotContain("sourceMappingURL", script);
    }

    [Fact]
    public async Task A_page_with_the_script_is_for_its_visitor_alone_and_may_still_return_from_the_back_forward_cache()
    {
        await using var app = await TrackedApp.StartAsync(BeaconSite.Map);
        using var visitor = app.Visitor();
        var control = (await visitor.GetAsync("/page")).Headers.CacheControl!;
        Assert.True(control.Private);
        Assert.False(control.NoStore);
    }

    [Theory]
    [InlineData("Sec-GPC")]
    [InlineData("DNT")]
    public async Task A_browser_that_asks_not_to_be_tracked_gets_no_script_and_its_reports_are_refused(string header)
    {
        await using var app = await TrackedApp.StartAsync(BeaconSite.Map);
        using var visitor = app.Visitor();
        var token = await visitor.OpenPageAsync();
        visitor.DefaultRequestHeaders.Add(header, "1");
        Assert.Empty(await visitor.TagAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.ReportAsync(BeaconSite.Message(token))).StatusCode);
    }

    [Fact]
    public async Task Without_consent_there_is_no_script_and_after_a_withdrawal_no_report_is_taken()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                BeaconSite.Map(a);
                a.MapGet("/agree", (HttpContext context) => context.GetTrackedSession()!.Consent(TrackingPurposes.Analytics));
                a.MapGet("/withdraw", (HttpContext context) => context.GetTrackedSession()!.WithdrawConsent());
            },
            options: o => o.Consent.Analytics = ConsentMode.OptIn);
        using var visitor = app.Visitor();
        Assert.Empty(await visitor.TagAsync());
        await visitor.GetAsync("/agree");
        var token = await visitor.OpenPageAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.ReportAsync(BeaconSite.Message(token))).StatusCode);
        await visitor.GetAsync("/withdraw");
        Assert.Empty(await visitor.TagAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.ReportAsync(BeaconSite.Message(token, sequence: 2))).StatusCode);
    }

    [Theory]
    [InlineData(0.0, 0, 0)]
    [InlineData(0.5, 40, 160)]
    [InlineData(1.0, 200, 200)]
    public async Task A_session_has_the_script_on_all_of_its_pages_or_on_none(double rate, int min, int max)
    {
        await using var app = await TrackedApp.StartAsync(BeaconSite.Map, options: o => o.Beacon.SampleRate = rate);
        var sampled = 0;
        for (var i = 0; i < 200; i++)
        {
            using var visitor = app.Visitor();
            var has = (await visitor.TagAsync()).Length > 0;
            sampled += has ? 1 : 0;
            Assert.Equal(has, (await visitor.TagAsync()).Length > 0);
        }

        // With one in two, 40 of 200 is below one chance in 10^17.
        Assert.InRange(sampled, min, max);
    }

    [Fact]
    public async Task More_reports_in_a_second_than_allowed_are_refused()
    {
        await using var app = await TrackedApp.StartAsync(BeaconSite.Map, s => s.AddSingleton<TimeProvider>(new TestClock()), o => o.Beacon.ReportsPerSecond = 3);
        using var visitor = app.Visitor();
        var token = await visitor.OpenPageAsync();
        for (var i = 1; i <= 3; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await visitor.ReportAsync(BeaconSite.Message(token, i))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.ReportAsync(BeaconSite.Message(token, 4))).StatusCode);
    }

    [Fact]
    public async Task A_component_renders_the_same_tag()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                BeaconSite.Map(a);
                a.MapGet("/component", () => new RazorComponentResult<SessionBeacon>());
            },
            s => s.AddRazorComponents());
        using var visitor = app.Visitor();
        Assert.Matches("""^<script src="/s\?v=[0-9a-f]{16}" defer data-page="[A-Za-z0-9_-]{27}"></script>$""", await visitor.TagAsync("/component"));
    }

    [Fact]
    public async Task A_page_that_is_fetched_ahead_says_so_and_other_pages_do_not()
    {
        await using var app = await TrackedApp.StartAsync(BeaconSite.Map);
        using var visitor = app.Visitor();
        Assert.DoesNotContain("data-ahead", await visitor.TagAsync(), StringComparison.Ordinal);
        visitor.DefaultRequestHeaders.Add("Sec-Purpose", "prefetch;prerender");
        Assert.Contains("data-ahead", await visitor.TagAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/orders/17", "GET /orders/{id:int}")]
    [InlineData("/orders/new", "GET /orders/new")]
    [InlineData("/orders/seventeen", "GET (unmatched)")]
    [InlineData("/orders/post-only", "GET (unmatched)")]
    [InlineData("/secret/aunt@example.org", "GET (unmatched)")]
    public async Task A_path_of_the_browsers_history_becomes_the_step_of_its_endpoint_and_is_not_kept(string path, string step)
    {
        await using var app = await TrackedApp.StartAsync(BeaconSite.Map);
        using var visitor = app.Visitor();
        var token = await visitor.OpenPageAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.ReportAsync(BeaconSite.Message(token, view: 1, more: $",\"u\":\"{path}\""))).StatusCode);
        Assert.Equal(["GET /page", step], (await app.OnlySessionAsync(2)).Steps.Select(s => s.Step));
    }

    [Theory]
    [InlineData("/shop/orders/17", "GET /orders/{id:int}")]
    [InlineData("/shopping/orders/17", "GET (unmatched)")]
    [InlineData("/shop", "GET (unmatched)")]
    public async Task Below_a_path_base_the_browsers_paths_begin_with_it(string path, string step)
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.UsePathBase("/shop");
            a.UseRouting();
            BeaconSite.Map(a);
        });
        using var visitor = app.Visitor();
        var token = await visitor.OpenPageAsync("/shop/page");
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.ReportAsync(BeaconSite.Message(token, view: 1, more: $",\"u\":\"{path}\""), path: "/shop/s")).StatusCode);
        Assert.Equal(["GET /page", step], (await app.OnlySessionAsync(2)).Steps.Select(s => s.Step));
    }
}
