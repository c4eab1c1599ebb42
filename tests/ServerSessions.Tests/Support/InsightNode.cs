using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Insights;
using ServerSessions.Diagnostics;
using ServerSessions.Reports;
using ServerSessions.Reports.Caching;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Support;

/// <summary>A node that answers insights from a storage that others fill, and counts what its cache does.</summary>
internal sealed class InsightNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly MeterListener _listener = new();
    private long _hits;
    private long _misses;
    private long _failures;

    private InsightNode(ServiceProvider services)
    {
        _services = services;
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name.Contains(".insight.cache.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            ref var count = ref instrument.Name == MetricNames.InsightCacheHits ? ref _hits : ref instrument.Name == MetricNames.InsightCacheMisses ? ref _misses : ref _failures;
            Interlocked.Add(ref count, value);
        });
        _listener.Start();
    }

    public long Hits => Volatile.Read(ref _hits);

    public long Misses => Volatile.Read(ref _misses);

    public long Failures => Volatile.Read(ref _failures);

    public ISessionInsights Insights => _services.GetRequiredService<ISessionInsights>();

    public ISessionCohorts Cohorts => Get<ISessionCohorts>();

    public InsightCache Cache => _services.GetRequiredService<InsightCache>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static InsightNode Create(
        ISessionStorage storage, TimeProvider time, Action<SessionTrackingOptions>? options = null, Func<IServiceProvider, ISharedAnswers>? shared = null, CapturedLogs? logs = null)
    {
        var services = new ServiceCollection().AddLogging(l => { if (logs is not null) l.AddProvider(logs); }).AddMetrics().AddSingleton(time).AddSingleton(storage);
        if (shared is not null)
            services.AddSingleton(shared);
        services.AddSessionTracking(o =>
        {
            o.Partitions = storage.Partitions;
            options?.Invoke(o);
        });
        return new InsightNode(services.BuildServiceProvider());
    }

    /// <summary>All answers about a range, as one text each.</summary>
    public async Task<IReadOnlyList<string>> AnswersAsync(InsightQuery query, FunnelDefinition declared)
    {
        var adHoc = new FunnelDefinition { Steps = ["A", "B", "D"], Unit = FunnelUnit.User };
        return
        [
            Text(await Insights.FunnelAsync(adHoc, query)), Text(await Insights.FunnelAsync(adHoc, query, "user")), Text(await Insights.FunnelAsync(declared, query with { Rollups = true })),
            Text(await Insights.PathsAsync(null, query)), Text(await Insights.PathsAsync(new PathQuery("B"), query)), Text(await Insights.PathsAsync(null, query with { Rollups = true })),
            Text(await Insights.FrictionAsync(query)), Text(await Insights.FrictionAsync(query with { Rollups = true })),
            Text(await Insights.AbandonmentAsync(query)), Text(await Insights.AbandonmentAsync(query with { Rollups = true })),
            Text(await Insights.AdoptionAsync(query)), Text(await Insights.RetentionAsync(null, query)), Text(await Insights.LatencyAsync(query)),
            JsonSerializer.Serialize(await Get<ISessionReports>().OverviewAsync(query.From, query.To, query.Segment)),
            Text(await Insights.TrendsAsync(query)), Text(await Insights.TrendsAsync(query with { Rollups = false })),
            JsonSerializer.Serialize((await Insights.ExperimentAsync("button", query))!, ExperimentJsonContext.Default.ExperimentReadout),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _services.DisposeAsync();
    }

    // Every member that the report has, whatever the admin API shows.
    private static string Text(InsightReport report) => JsonSerializer.Serialize<object>(report);
}
