using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Detection;
using ServerSessions.Diagnostics;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Detection;

/// <summary>A detector of the application that never returns, in a real host with one partition.</summary>
public sealed class HangingDetectorTests : IDisposable
{
    private const int Others = 5;

    private readonly StuckCall _stuck = new();

    public void Dispose() => _stuck.Dispose();

    [Fact]
    public async Task It_is_switched_off_and_other_sessions_and_rules_lose_nothing_and_double_nothing()
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(1));
        var visitors = Enumerable.Range(0, Others).Select(_ => app.Visitor()).ToList();
        foreach (var visitor in visitors)
            await visitor.GetAsync("/a");
        var unlucky = app.Visitor();
        await unlucky.GetAsync("/stuck");
        await _stuck.Entered.InTimeAsync();
        foreach (var visitor in visitors)
            await visitor.GetAsync("/b");
        await unlucky.GetAsync("/b");
        await visitors[0].GetAsync("/wp-login.php");
        string[] expected = ["GET /a, GET /b, GET /wp-login.php", .. Enumerable.Repeat("GET /a, GET /b", Others - 1), "GET /stuck, GET /b"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), await WalksAsync(app, (2 * Others) + 3));

        Assert.Equal("D12", Assert.Single((await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery { Rule = "D12" })).Items).Finding.Rule);
        var detectors = await app.Services.GetRequiredService<DetectorReports>().ListAsync(default);
        var hung = detectors.Single(d => d.Id == "H1");
        Assert.Equal((true, DetectionMode.Off, 1L), (hung.IsHung, hung.Mode, hung.Faults));
        Assert.InRange(detectors.Single(d => d.Id == "B1").Faults, 1, long.MaxValue);
        var pipeline = await app.Reports.PipelineAsync(default);
        Assert.Equal(["detector B1", "detector H1"], pipeline.ApplicationFaults.Select(f => f.Name));
        Assert.Equal(["H1"], pipeline.HungDetectors);
        Assert.True(app.Warned("detector H1"));

        // What the stuck thread does when it returns changes nothing, and no mode of people brings the rule back.
        _stuck.Release();
        await _stuck.Left.InTimeAsync();
        await app.Services.GetRequiredService<DetectorReports>().SetModeAsync("H1", DetectionMode.Alert, default);
        foreach (var visitor in visitors)
            await visitor.GetAsync("/c");
        Assert.Equal(
            expected.Select(walk => walk.Contains("stuck", StringComparison.Ordinal) ? walk : walk + ", GET /c").Order(StringComparer.Ordinal),
            await WalksAsync(app, (3 * Others) + 3));
        Assert.Equal(DetectionMode.Off, (await app.Services.GetRequiredService<DetectorReports>().ListAsync(default)).Single(d => d.Id == "H1").Mode);
    }

    [Fact]
    public async Task A_host_that_stops_while_one_hangs_gives_its_partition_back_and_leaves_what_was_not_committed()
    {
        await using var app = await StartAsync(TimeSpan.FromMinutes(10));
        await app.Visitor().GetAsync("/stuck");
        await _stuck.Entered.InTimeAsync();
        using var token = new CancellationTokenSource(Waiting.Patience);
        await app.App.StopAsync(token.Token);
        Assert.False(token.IsCancellationRequested);
        var storage = app.Services.GetRequiredService<ISessionStorage>();
        Assert.NotNull(await storage.AcquireAsync(0, "another", TimeSpan.FromMinutes(1), default));
        Assert.Equal(1, (await storage.StatusAsync(0, default)).Backlog);
        Assert.Equal(0, app.Services.GetRequiredService<ApplicationFaults>().Of("detector H1"));
    }

    private Task<TrackedApp> StartAsync(TimeSpan limit) => TrackedApp.StartAsync(
        app =>
        {
            foreach (var path in (string[])["/a", "/b", "/c", "/stuck"])
                app.MapGet(path, () => Results.Content("<p>page</p>", "text/html"));
            app.MapTrap("/wp-login.php");
        },
        services =>
        {
            services.AddSingleton(provider => SpyStorage.Around(
                new InProcessStorage(new InProcessStorageOptions(1), provider.GetRequiredService<TimeProvider>())).Storage);
            services.AddSingleton<ISessionDetector>(new ScriptedDetector("B1", ActorKind.Session, _ => throw new InvalidOperationException("The model is gone.")));
            services.AddSingleton<ISessionDetector>(new ScriptedDetector("H1", ActorKind.Session, context =>
            {
                if (context.Step == "GET /stuck")
                    _stuck.Hang();
            }));
        },
        options => (options.Partitions, options.Detection.CallLimit) = (1, limit));

    private static async Task<IEnumerable<string>> WalksAsync(TrackedApp app, int served) =>
        (await app.SessionsAsync(served)).Select(s => string.Join(", ", s.Steps.SelectMany(step => Enumerable.Repeat(step.Step, step.Count)))).Order(StringComparer.Ordinal);
}
