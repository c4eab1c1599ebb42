using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Insights;
using ServerSessions.Model;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Navigation;
using ServerSessions.Privacy;
using ServerSessions.Reports.Thresholds;
using ServerSessions.Simulation.Shop.Model;
using ServerSessions.Storage;

namespace ServerSessions.Simulation.Shop.History;

/// <summary>Fills an empty storage before any worker starts, and tells how far it is.</summary>
internal sealed class DemoHistoryService(
    ISessionStorage storage, InsightSettings insights, CatalogStore catalogs, Deployments deployments, Pseudonymizer pseudonyms, InsightAlertService thresholds,
    NavigationService navigation, IOptions<SessionProcessingOptions> options, TimeProvider time, TextWriter output, DemoHistorySize size) : IHostedLifecycleService
{
    // A demonstration may close live sessions sooner.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(30);

    public Task StartingAsync(CancellationToken cancellationToken) => FillAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var settings = new JourneySettings(IdleTimeout, options.Value.MaxAge, options.Value.Goals, options.Value.Flows, options.Value.Hubs) { Insights = insights };
        var engine = new DetectionEngine(BuiltInRules.All(options.Value.Detection), options.Value.Detection);
        await using var writer = await HistoryWriter.TryOpenAsync(storage, settings, engine, ShopEndpoints.Catalog, cancellationToken);
        if (writer is null)
        {
            await output.WriteLineAsync("The storage holds sessions already: no history is invented.");
            return;
        }

        var until = time.GetUtcNow();
        await catalogs.PublishAsync(ShopEndpoints.Catalog, until, cancellationToken);
        foreach (var (version, days) in DemoHistory.Releases)
            await deployments.NoteAsync(version, until.AddDays(-days), cancellationToken);
        var progress = new ProgressLine(output, $"Inventing {DemoHistory.Weeks} weeks of history");
        var (start, events) = (until.AddDays(-7 * DemoHistory.Weeks), 0);
        await foreach (var some in Invent(until, cancellationToken))
        {
            foreach (var e in some)
                writer.Add(e);
            await writer.CommitAsync(cancellationToken);
            events += some.Count;
            if (some.Count > 0)
                progress.Report((UnixTime.ToDate(some[^1].Time) - start) / (until - start));
        }

        writer.AdvanceTo(until.ToMicroseconds());
        await writer.CommitAsync(cancellationToken);
        // Else the first comparisons are a minute away.
        await thresholds.RunAsync(cancellationToken);
        await navigation.RunAsync(cancellationToken);
        progress.End(FormattableString.Invariant($"{events:#,0} requests in {time.GetElapsedTime(began).TotalSeconds:0.0} s"));
    }

    // On a thread of its own: the visitors' scripts run beside the fold.
    private IAsyncEnumerable<IReadOnlyList<RequestEvent>> Invent(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<IReadOnlyList<RequestEvent>>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        _ = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    DemoHistory.Make(new KeyedNames(pseudonyms), until, size.Visits, events.Writer);
                    events.Writer.Complete();
                }
                catch (Exception exception)
                {
                    // The reader throws it.
                    events.Writer.Complete(exception);
                }
            },
            cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return events.Reader.ReadAllAsync(cancellationToken);
    }
}
