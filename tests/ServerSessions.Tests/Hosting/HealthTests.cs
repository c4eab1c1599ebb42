using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Capture.Queue;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Hosting;

public class HealthTests
{
    [Fact]
    public async Task An_application_that_keeps_up_is_healthy()
    {
        await using var app = await StartAsync();
        using var visitor = app.Visitor();
        await visitor.GetAsync("/");
        await app.SettledAsync(1);
        var entry = await CheckAsync(app);
        Assert.Equal((HealthStatus.Healthy, "Session tracking keeps up."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task A_storage_that_does_not_answer_is_reported()
    {
        var down = false;
        var storage = FaultyStorage.Over(new InProcessStorage(new InProcessStorageOptions(2), TimeProvider.System), call =>
        {
            if (down && call == nameof(ISessionStorage.StatusAsync))
                throw new TimeoutException("No answer within 1 s.");
        });
        await using var app = await StartAsync(SpyStorage.Around(storage).Storage);
        await UntilAsync(app, HealthStatus.Healthy);
        down = true;
        var entry = await CheckAsync(app);
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("Storage does not answer (TimeoutException: No answer within 1 s.)", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_is_more_than_half_full_is_reported_and_full_storage_with_it()
    {
        await using var app = await StartAsync();
        await UntilAsync(app, HealthStatus.Healthy);
        app.Storage.OnAppend = () => new AppendResult(AppendStatus.Busy, 0);
        var queue = app.Services.GetRequiredService<EventQueue>();
        for (var i = 0; queue.Usage <= 0.5; i++)
            Assert.True(queue.TryAdd(SampleRequests.Page(i, "/", visitor: i)));
        using var late = new CancellationTokenSource(Waiting.Patience);
        while ((await app.Reports.PipelineAsync(late.Token)).Backpressure == 0 || queue.Usage <= 0.5)
        {
            queue.TryAdd(SampleRequests.Page(0, "/")); // encoded it takes less than it did
            await Task.Yield();
            late.Token.ThrowIfCancellationRequested();
        }

        var entry = await CheckAsync(app);
        Assert.Contains("full: storage takes events slower than they come", entry.Description, StringComparison.Ordinal);
        Assert.Contains("new anonymous sessions are shed with the reason backpressure", entry.Description, StringComparison.Ordinal);
        app.Storage.OnAppend = null;
    }

    [Fact]
    public async Task Processing_that_is_behind_is_reported_and_so_is_a_missing_worker()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(2), new StillClock(TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(90)));
        await using var app = await StartAsync(SpyStorage.Around(storage).Storage, SessionTrackingRoles.Capture);
        using var visitor = app.Visitor();
        await visitor.GetAsync("/");
        var description = await UntilAsync(app, HealthStatus.Degraded);
        Assert.Matches(@"Processing is (9|\d\d)\d s behind \(maximum 30 s\)", description);
        Assert.Contains("2 of 2 partitions have no worker", description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_webhook_is_reported_with_the_reason()
    {
        await using var app = await StartAsync();
        await app.Services.GetRequiredService<EndpointStates>().FailedAsync("https://hooks.example/a", TimeProvider.System.GetUtcNow(), gone: true, default);
        var entry = await CheckAsync(app);
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("The webhook https://hooks.example/a is disabled", entry.Description, StringComparison.Ordinal);
        Assert.Contains("answered 410", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_and_processing_that_have_stopped_are_reported_and_requests_continue()
    {
        var storage = FaultyStorage.Over(new InProcessStorage(new InProcessStorageOptions(2), TimeProvider.System), call =>
        {
            if (call == nameof(ISessionStorage.StartAsync))
                throw new InvalidOperationException("16 partitions are stored and 2 are configured.");
        });
        await using var app = await StartAsync(SpyStorage.Around(storage).Storage);
        using var visitor = app.Visitor();
        Assert.Equal("hello", await visitor.GetStringAsync("/"));
        var description = await UntilAsync(app, HealthStatus.Degraded);
        Assert.Contains("Sending events to storage has stopped", description, StringComparison.Ordinal);
        Assert.Contains("Processing has stopped", description, StringComparison.Ordinal);
    }

    private static Task<TrackedApp> StartAsync(ISessionStorage? storage = null, SessionTrackingRoles roles = SessionTrackingRoles.All) => TrackedApp.StartAsync(
        app => app.MapGet("/", () => "hello"),
        services =>
        {
            services.AddHealthChecks().AddSessionTracking();
            if (storage is not null)
                services.AddSingleton(storage);
        },
        o => o.Roles = roles);

    private static async Task<HealthReportEntry> CheckAsync(TrackedApp app) =>
        Assert.Single((await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries).Value;

    private static async Task<string> UntilAsync(TrackedApp app, HealthStatus status)
    {
        HealthReportEntry entry = default;
        await Waiting.UntilAsync(
            async () =>
            {
                entry = await CheckAsync(app);
                // Both services start by themselves; what is said when one has stopped is not all yet.
                return entry.Status == status && (status == HealthStatus.Healthy || entry.Description!.Contains("Processing", StringComparison.Ordinal));
            },
            () => $"{entry.Status}: {entry.Description}",
            $"the check says {status}");
        return entry.Description!;
    }
}
