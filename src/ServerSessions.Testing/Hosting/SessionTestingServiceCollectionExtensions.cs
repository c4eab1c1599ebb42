using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ServerSessions;
using ServerSessions.Alerts.Network;
using ServerSessions.Journeys;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Testing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Prepares an application with session tracking for a test.</summary>
public static class SessionTestingServiceCollectionExtensions
{
    /// <summary>
    /// Gives the application a clock that the test moves, a storage in memory in place of its own, and a receiver of its webhooks. Call it last, with
    /// WebApplicationFactory in <c>ConfigureTestServices</c>, and resolve <see cref="SessionTestProbe"/>.
    /// </summary>
    /// <param name="services">Services of an application that calls <c>AddSessionTracking</c>.</param>
    /// <param name="clock">The clock; null for one that begins at the machine's present time (whole seconds), which cookies of a client with the machine's clock need.</param>
    public static IServiceCollection AddSessionTesting(this IServiceCollection services, FakeTimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var time = clock ?? new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        var webhooks = new TestWebhooks(time);
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(new WaitClock(TimeProvider.System));
        services.AddSingleton(new RollerOptions { IdleWait = TimeSpan.FromMilliseconds(5), CommitEvery = TimeSpan.Zero });
        services.AddSingleton<RollProgress>();
        services.AddSingleton<ISessionStorage>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value;
            return new InProcessStorage(new InProcessStorageOptions(options.Partitions, options.InProcessJourneys), time, provider.GetRequiredService<WaitClock>());
        });
        services.AddSingleton<WebhookTransport>(webhooks.Handler);
        services.AddSingleton<AlertRecorder>();
        services.AddSingleton<ISessionAlertHandler>(provider => provider.GetRequiredService<AlertRecorder>());
        services.AddSingleton(provider => new SessionTestProbe(provider, time, webhooks, provider.GetRequiredService<AlertRecorder>()));
        return services;
    }
}
