using System.Text.Json;
using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.BrowserTests.Beacon;

/// <summary>A browser with its back/forward cache, which Playwright switches off otherwise, and an application on the clock of the machine.</summary>
public sealed class BeaconBrowser : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    internal TrackedApp App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        App = await TrackedApp.StartAsync(BeaconPages.Map, options: o => o.Beacon.WebVitals = true, kestrel: true);
        Assertions.SetDefaultExpectTimeout((float)WatchedPage.Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "chromium")).First(File.Exists),
            ChromiumSandbox = false,
            IgnoreDefaultArgs = ["--disable-back-forward-cache"],
            Args = ["--disable-dev-shm-usage", "--disable-background-networking"],
            Timeout = (float)WatchedPage.Patience.TotalMilliseconds,
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await App.DisposeAsync();
    }

    internal async Task<WatchedPage> OpenAsync() => await WatchedPage.OpenAsync(_browser, App.Address);

    /// <summary>What a page has noted of itself, after it was left.</summary>
    internal static async Task<(double Visible, double Depth)> LogAsync(WatchedPage watched, string path)
    {
        var log = JsonDocument.Parse(await watched.Page.EvaluateAsync<string>("path => sessionStorage.getItem(path)", path)).RootElement;
        return (log.GetProperty("visible").GetDouble(), log.GetProperty("depth").GetDouble());
    }

    /// <summary>The session of a browser, once it has what a test waits for.</summary>
    internal async Task<SessionReport> SessionAsync(WatchedPage watched, Func<SessionReport, bool> isComplete)
    {
        var key = await watched.Page.EvaluateAsync<string>("fetch('/key').then(r => r.text())");
        SessionReport? report = null;
        await Waiting.UntilAsync(
            async () => (report = await FindAsync(key)) is not null && isComplete(report),
            () => report is null ? $"no session of {key}" : string.Join('\n', report.Steps.Select(s => $"{s.Step} {s.DwellSource} {s.Engagement}")),
            "the session is complete");
        return report!;
    }

    private async Task<SessionReport?> FindAsync(string key)
    {
        foreach (var session in (await App.Reports.ListAsync(new SessionQuery { Limit = 100 })).Items)
            if (SessionId.TryParse(session.Id, out var id) && await App.Reports.FindAsync(id) is { } report && report.Key == key)
                return report;
        return null;
    }
}
