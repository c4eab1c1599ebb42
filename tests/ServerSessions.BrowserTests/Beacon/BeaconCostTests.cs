using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.Tests.Support;
using Xunit.Abstractions;

namespace ServerSessions.BrowserTests.Beacon;

/// <summary>
/// What the beacon costs a visitor: bytes of the scripts, bytes that are sent, and time of the main thread. The output has the figures:
/// dotnet test tests/ServerSessions.BrowserTests --filter BeaconCost --logger "console;verbosity=detailed".
/// </summary>
[Collection(BrowserCollection.Name)]
[Trait("Length", "Long")]
public class BeaconCostTests(BrowserSite site, ITestOutputHelper output)
{
    private const int Seconds = 30;
    private const int SamplingMicroseconds = 100;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Half_a_minute_of_use_sends_few_bytes_and_takes_little_of_the_main_thread(bool hasVitals)
    {
        var (sent, reports) = (0L, 0);
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.Use((context, next) =>
                {
                    if (context.Request.Path == "/s" && context.Request.Method == "POST")
                        (sent, reports) = (sent + context.Request.ContentLength ?? 0, reports + 1);
                    return next();
                });
                BeaconPages.Map(a);
            },
            options: o => o.Beacon.WebVitals = hasVitals, kestrel: true);
        await using var watched = await WatchedPage.OpenAsync(site.Browser, app.Address);
        await using var profiler = await Profiler.StartAsync(watched.Page);
        await watched.GoAsync("/clicks");
        // A click and two scrolls each second, and a page each ten seconds.
        for (var second = 0; second < Seconds; second++)
        {
            if (second is 10 or 20)
                await watched.GoAsync(second == 10 ? "/form" : "/clicks");
            await watched.Page.ClickAsync(second is >= 10 and < 20 ? "#email" : "#works");
            await watched.Page.Mouse.WheelAsync(0, 300);
            await watched.Page.WaitForTimeoutAsync(500);
            await watched.Page.Mouse.WheelAsync(0, -300);
            await watched.Page.WaitForTimeoutAsync(450);
        }

        var time = await profiler.StopAsync("/s?v=", "/s/v?v=");
        await watched.GoAsync("/next");
        var sizes = new List<long>();
        foreach (var script in await watched.Page.Locator("script[src*='?v=']").EvaluateAllAsync<string[]>("all => all.map(s => s.src)"))
            sizes.Add(Compressed(await (await watched.Page.APIRequest.GetAsync(script)).BodyAsync()));
        Assert.Equal(hasVitals ? 2 : 1, sizes.Count);
        output.WriteLine($"{(hasVitals ? "With web vitals" : "Beacon alone")}: {string.Join(" and ", sizes)} bytes compressed; "
            + $"{sent * 60 / Seconds} bytes a minute in {reports} reports; {time.TotalMilliseconds * 60 / Seconds:0.0} ms of the main thread a minute");
        Assert.InRange(sent, 1, 60_000);
        Assert.InRange(reports, 2, 20);
        Assert.Empty(watched.Faults);
    }

    private static long Compressed(byte[] script)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(script);
        return compressed.Length;
    }

    /// <summary>Samples what the page's main thread does.</summary>
    private sealed class Profiler(ICDPSession session) : IAsyncDisposable
    {
        public static async Task<Profiler> StartAsync(IPage page)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("Profiler.enable");
            await session.SendAsync("Profiler.setSamplingInterval", new() { ["interval"] = SamplingMicroseconds });
            await session.SendAsync("Profiler.start");
            return new Profiler(session);
        }

        /// <summary>Time of the functions of some scripts, without what they call elsewhere.</summary>
        public async Task<TimeSpan> StopAsync(params string[] scripts)
        {
            var profile = (await session.SendAsync("Profiler.stop"))!.Value.GetProperty("profile");
            var own = profile.GetProperty("nodes").EnumerateArray()
                .Where(n => scripts.Any(s => n.GetProperty("callFrame").GetProperty("url").GetString()!.Contains(s, StringComparison.Ordinal)))
                .Select(n => n.GetProperty("id").GetInt32()).ToHashSet();
            var (samples, deltas) = (profile.GetProperty("samples").EnumerateArray(), profile.GetProperty("timeDeltas").EnumerateArray());
            return TimeSpan.FromMicroseconds(samples.Zip(deltas).Where(s => own.Contains(s.First.GetInt32())).Sum(s => s.Second.GetInt64()));
        }

        public async ValueTask DisposeAsync() => await session.DetachAsync();
    }
}
