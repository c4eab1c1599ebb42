using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Diagnostics;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>A locator or consent delegate that does not return holds the requests that are inside it, and no further ones.</summary>
public sealed class HangingApplicationCodeTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly StuckCall _stuck = new();

    public void Dispose() => _stuck.Dispose();

    [Fact]
    public async Task Requests_go_on_without_a_place_while_a_locator_hangs_and_have_one_again_when_it_answers()
    {
        var locator = new Locator(_stuck);
        await using var app = await StartAsync(services => services.AddSingleton<IGeoLocator>(locator));
        var held = app.Visitor().GetAsync("/page");
        await _stuck.Entered.InTimeAsync();
        _clock.Advance(CallGate.Limit + TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++)
            Assert.Equal("page", await app.Visitor().GetStringAsync("/page").InTimeAsync());
        // The place is asked for at a request's end, which may come after its answer has arrived.
        await Waiting.UntilAsync(() => Faults(app, "locator Locator") == 3);
        Assert.Equal(1, locator.Asked);

        _stuck.Release();
        Assert.Equal(HttpStatusCode.OK, (await held.InTimeAsync()).StatusCode);
        // Its place is found at its end, which may come after its answer has arrived.
        await app.SettledAsync(4);
        // The place that it found late is remembered for the network of all requests here.
        Assert.Equal("page", await app.Visitor().GetStringAsync("/page").InTimeAsync());
        Assert.Equal(3, Faults(app, "locator Locator"));
    }

    [Fact]
    public async Task Without_an_answer_there_is_no_consent_until_one_request_gets_one_again()
    {
        var asked = 0;
        await using var app = await StartAsync(options: o => o.HasConsent = _ =>
        {
            if (Interlocked.Increment(ref asked) == 1)
                _stuck.Hang();
            return true;
        });
        var held = app.Visitor().GetAsync("/page");
        await _stuck.Entered.InTimeAsync();
        _clock.Advance(CallGate.Limit + TimeSpan.FromSeconds(1));
        Assert.False(await GetsCookieAsync(app));
        Assert.Equal((1, 1), (asked, Faults(app, nameof(SessionTrackingOptions.HasConsent))));

        _clock.Advance(CallGate.TryAgain);
        Assert.True(await GetsCookieAsync(app));
        Assert.True(await GetsCookieAsync(app));
        Assert.Equal(1, Faults(app, nameof(SessionTrackingOptions.HasConsent)));
        Assert.False(held.IsCompleted);
        _stuck.Release();
        await held.InTimeAsync();
    }

    private static long Faults(TrackedApp app, string part) => app.Services.GetRequiredService<ApplicationFaults>().Of(part);

    private static async Task<bool> GetsCookieAsync(TrackedApp app)
    {
        using var response = await app.Visitor().GetAsync("/page").InTimeAsync();
        return response.Headers.Contains("Set-Cookie");
    }

    private Task<TrackedApp> StartAsync(Action<IServiceCollection>? services = null, Action<SessionTrackingOptions>? options = null) => TrackedApp.StartAsync(
        app => app.MapGet("/page", () => Results.Text("page", "text/html")),
        s =>
        {
            s.AddSingleton<TimeProvider>(_clock);
            services?.Invoke(s);
        },
        options,
        kestrel: true);

    private sealed class Locator(StuckCall stuck) : IGeoLocator
    {
        private int _asked;

        public int Asked => _asked;

        public GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers)
        {
            if (Interlocked.Increment(ref _asked) == 1)
                stuck.Hang();
            return new GeoPlace { Country = "DE" };
        }
    }
}
