using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Capture;
using ServerSessions.Journeys;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Hosting;

public class RolesTests
{
    [Fact]
    public async Task A_worker_is_a_plain_host_without_a_web_server()
    {
        using var host = Worker(SessionTrackingRoles.Roll | SessionTrackingRoles.Deliver);
        await host.StartAsync();
        Assert.Null(host.Services.GetService<IServer>());
        Assert.Null(host.Services.GetService<SessionTracker>());
        Assert.Equal(["AlertDeliveryService", "BaselineService", "CohortRetention", "DetectionControl", "DigestService", "ErasureService", "InsightAlertService", "KeyHistoryService", "NavigationService", "PersonSweep", "RetentionService", "RollerService", "SettingsReload", "SettingsStartCheck", "ShadowService"], Hosted(host.Services));
        await UntilOwnedAsync(host.Services.GetRequiredService<ISessionStorage>());
        await host.StopAsync();
        Assert.Null((await host.Services.GetRequiredService<ISessionStorage>().StatusAsync(0, default)).Owner);
    }

    [Fact]
    public void Tracking_added_after_processing_is_refused_because_it_would_record_nothing()
    {
        var services = new ServiceCollection();
        services.AddSessionProcessing();

        var refused = Assert.Throws<InvalidOperationException>(() => services.AddSessionTracking());

        Assert.StartsWith("AddSessionProcessing was called before AddSessionTracking", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Processing_added_after_tracking_configures_the_same_processing()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSessionTracking();
        services.AddSessionProcessing(o => o.IdleTimeout = TimeSpan.FromMinutes(7));

        using var provider = services.BuildServiceProvider();

        Assert.Equal(TimeSpan.FromMinutes(7), provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.IdleTimeout);
    }

    [Theory]
    [InlineData(SessionTrackingRoles.All, "AlertDeliveryService BaselineService CatalogPublisher CohortRetention ConsentLedger DailySalt DecisionFeed DetectionControl DigestService ErasureService FlusherService InsightAlertService JobHeartbeat KeyHistoryService LoginFacts NavigationService NudgeAlerts PersonSweep ReplayService RetentionService RollerService SettingsReload SettingsStartCheck ShadowService TransitionService UserConsents")]
    [InlineData(SessionTrackingRoles.Capture, "CatalogPublisher ConsentLedger DailySalt DecisionFeed DetectionControl FlusherService JobHeartbeat KeyHistoryService LoginFacts NudgeAlerts ReplayService SettingsReload SettingsStartCheck TransitionService UserConsents")]
    [InlineData(SessionTrackingRoles.Roll, "BaselineService CohortRetention DetectionControl DigestService ErasureService InsightAlertService JobHeartbeat KeyHistoryService NavigationService PersonSweep ReplayService RetentionService RollerService SettingsReload SettingsStartCheck ShadowService")]
    [InlineData(SessionTrackingRoles.Deliver, "AlertDeliveryService DetectionControl JobHeartbeat KeyHistoryService ReplayService SettingsReload SettingsStartCheck")]
    [InlineData(SessionTrackingRoles.None, "DetectionControl JobHeartbeat KeyHistoryService ReplayService SettingsReload SettingsStartCheck")]
    public void A_process_runs_what_its_roles_say(SessionTrackingRoles roles, string hosted)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSessionTracking(o => o.Roles = roles);
        using var host = builder.Build();
        Assert.Equal(hosted, string.Join(' ', Hosted(host.Services)));
    }

    [Fact]
    public async Task What_a_web_node_only_captures_a_worker_rolls_and_the_node_reports()
    {
        var storage = new InProcessStorage(new InProcessStorageOptions(2), TimeProvider.System);
        await using var web = await TrackedApp.StartAsync(
            app => app.MapGet("/", () => "hello"),
            services => services.AddSingleton(SpyStorage.Around(storage).Storage),
            o => o.Roles = SessionTrackingRoles.Capture);
        Assert.Null(web.Services.GetServices<IHostedService>().OfType<RollerService>().FirstOrDefault());
        using var visitor = web.Visitor();
        await visitor.GetAsync("/");
        await Waiting.UntilAsync(() => web.Events.Count == 1);
        Assert.Empty((await web.Reports.ListAsync(new SessionQuery())).Items);

        using var worker = Worker(SessionTrackingRoles.Roll, storage);
        await worker.StartAsync();
        Assert.Equal("GET /", Assert.Single((await web.OnlySessionAsync(1)).Steps).Step);
        await worker.StopAsync();
    }

    [Fact]
    public async Task A_web_node_without_capture_serves_and_records_nothing_and_its_reports_stay_protected()
    {
        await using var web = await TrackedApp.StartAsync(
            app =>
            {
                app.MapGet("/", () => "hello");
                app.MapSessionTracking();
            },
            options: o => o.Roles = SessionTrackingRoles.Roll);
        using var visitor = web.Visitor();
        Assert.Equal("hello", await visitor.GetStringAsync("/"));
        Assert.Empty(web.Events);
        Assert.True(web.Warned("Nothing protects the session reports"));
    }

    [Fact]
    public void Roles_that_are_set_too_late_are_refused_and_the_message_says_where_to_set_them()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSessionTracking();
        services.Configure<SessionTrackingOptions>(o => o.Roles = SessionTrackingRoles.Capture);
        using var provider = services.BuildServiceProvider();
        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value);
        Assert.Contains("Roles is Capture, but AddSessionTracking was called with All", fault.Message, StringComparison.Ordinal);
    }

    private static IHost Worker(SessionTrackingRoles roles, ISessionStorage? storage = null)
    {
        // Development checks at build that every service can be made.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        if (storage is not null)
            builder.Services.AddSingleton(storage);
        builder.Services.AddSessionProcessing(o =>
        {
            o.Roles = roles;
            o.Partitions = 2;
        });
        return builder.Build();
    }

    private static IEnumerable<string> Hosted(IServiceProvider services) =>
        services.GetServices<IHostedService>().Select(s => s.GetType()).Where(t => t.Assembly.GetName().Name is "ServerSessions" or "ServerSessions.Core").Select(t => t.Name).Order(StringComparer.Ordinal);

    private static Task UntilOwnedAsync(ISessionStorage storage) => Waiting.UntilAsync(async () => (await storage.StatusAsync(0, default)).Owner is not null);
}
