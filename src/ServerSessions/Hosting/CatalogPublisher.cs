using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Journeys;
using ServerSessions.Storage;

namespace ServerSessions.Hosting;

/// <summary>Publishes the endpoint catalogue and the version that runs once the application has started, until storage has taken them.</summary>
internal sealed class CatalogPublisher(
    IHostApplicationLifetime lifetime, ISessionStorage storage, CatalogStore catalogs, CurrentCatalog current, Deployments deployments,
    DeployedVersion version, TimeProvider time,
    ILogger<CatalogPublisher> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var failed = false; !stoppingToken.IsCancellationRequested; failed = true)
        {
            try
            {
                await storage.StartAsync(stoppingToken);
                await catalogs.PublishAsync(current.Catalog, time.GetUtcNow(), stoppingToken);
                if (version.Name is { Length: > 0 } name)
                    await deployments.NoteAsync(name, time.GetUtcNow(), stoppingToken);
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failed)
                    Capture.Log.CatalogNotPublished(logger, exception);
            }
            catch (Exception)
            {
                // The host stops, and its connections with it.
                return;
            }

            await Task.Delay(Retry, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
