using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>What a request may be used for follows from the browser's signals, the application's function and the framework's cookie policy.</summary>
public sealed class PurposesTests
{
    private const TrackingPurposes Usual = TrackingPurposes.Security | TrackingPurposes.Analytics | TrackingPurposes.Personalization;

    [Fact]
    public async Task Without_any_setting_nothing_is_recorded_in_the_browser_and_all_else_holds()
    {
        await using var app = await StartAsync();
        Assert.Equal(Usual, await PurposesAsync(app.Visitor()));
    }

    [Theory]
    [InlineData("Sec-GPC")]
    [InlineData("DNT")]
    public async Task A_browser_that_asks_not_to_be_tracked_leaves_security_only(string header)
    {
        await using var app = await StartAsync();
        Assert.Equal(TrackingPurposes.Security, await PurposesAsync(app.Visitor(), (header, "1")));
        Assert.Equal(Usual, await PurposesAsync(app.Visitor(), (header, "0")));
    }

    [Fact]
    public async Task The_applications_function_decides_and_is_called_once_a_request()
    {
        var calls = 0;
        await using var app = await StartAsync(options: o => o.HasConsent = c =>
        {
            calls++;
            return c.Request.Headers.ContainsKey("X-Consent");
        });
        Assert.Equal(TrackingPurposes.Security, await PurposesAsync(app.Visitor()));
        Assert.Equal(Usual, await PurposesAsync(app.Visitor(), ("X-Consent", "1")));
        await app.SettledAsync(2);
        Assert.Equal((2, KeyKind.Daily, KeyKind.Cookie), (calls, app.Events[0].KeyKind, app.Events[1].KeyKind));
    }

    [Fact]
    public async Task The_frameworks_cookie_policy_is_honoured_before_and_after_its_consent_cookie()
    {
        await using var app = await StartAsync(s => s.Configure<CookiePolicyOptions>(o => o.CheckConsentNeeded = _ => true));
        var visitor = app.Visitor();
        Assert.Equal(TrackingPurposes.Security, await PurposesAsync(visitor));
        await visitor.GetAsync("/grant");
        Assert.Equal(Usual, await PurposesAsync(visitor));
        await app.SettledAsync(3);
        Assert.Equal([KeyKind.Daily, KeyKind.Cookie, KeyKind.Cookie], app.Events.Select(e => e.KeyKind));
    }

    [Fact]
    public async Task A_request_that_never_reaches_the_cookie_policy_is_judged_by_its_settings()
    {
        await using var app = await StartAsync(s => s.Configure<CookiePolicyOptions>(o => o.CheckConsentNeeded = _ => true));
        var visitor = app.Visitor();
        Assert.DoesNotContain("Set-Cookie", (await visitor.GetAsync("/early")).Headers.Select(h => h.Key));
        await visitor.GetAsync("/grant");
        await visitor.GetAsync("/early");
        await app.SettledAsync(3);
        Assert.Equal([KeyKind.Daily, KeyKind.Cookie, KeyKind.Cookie], app.Events.Select(e => e.KeyKind));
    }

    [Fact]
    public async Task A_fault_of_the_cookie_policy_is_no_consent()
    {
        await using var app = await StartAsync(s => s.Configure<CookiePolicyOptions>(o => o.CheckConsentNeeded = c => c.Request.Path == "/" ? true : throw new InvalidOperationException("broken")));
        Assert.DoesNotContain("Set-Cookie", (await app.Visitor().GetAsync("/early")).Headers.Select(h => h.Key));
        await app.SettledAsync(1);
        Assert.Equal(KeyKind.Daily, app.Events[0].KeyKind);
    }

    private static async Task<TrackingPurposes> PurposesAsync(HttpClient visitor, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return Enum.Parse<TrackingPurposes>(await (await visitor.SendAsync(request)).Content.ReadAsStringAsync());
    }

    private static Task<TrackedApp> StartAsync(Action<IServiceCollection>? services = null, Action<SessionTrackingOptions>? options = null) => TrackedApp.StartAsync(
        app =>
        {
            app.Map("/early", early => early.Run(c => c.Response.WriteAsync("early")));
            app.UseCookiePolicy();
            app.UseRouting();
            app.MapGet("/", (HttpContext c) => c.GetTrackedSession()!.Purposes.ToString());
            app.MapGet("/grant", (HttpContext c) => c.Features.GetRequiredFeature<ITrackingConsentFeature>().GrantConsent());
        },
        services, options);
}
