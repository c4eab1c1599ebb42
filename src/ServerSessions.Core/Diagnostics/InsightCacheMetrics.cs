using System.Diagnostics.Metrics;

namespace ServerSessions.Diagnostics;

/// <summary>Hits and misses of the cache of insight answers, and answers that it could not cache, by reason.</summary>
internal sealed class InsightCacheMetrics
{
    public const string Full = "full";
    public const string TooLarge = "too_large";
    public const string Unavailable = "unavailable";
    public const string Unreadable = "unreadable";

    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _failures;

    public InsightCacheMetrics(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(SessionTrackingDiagnostics.MeterName) ?? new Meter(SessionTrackingDiagnostics.MeterName);
        _hits = meter.CreateCounter<long>(MetricNames.InsightCacheHits, "{answer}", "Insight answers that were not computed for their caller.");
        _misses = meter.CreateCounter<long>(MetricNames.InsightCacheMisses, "{answer}", "Insight answers about past days that had to be computed.");
        _failures = meter.CreateCounter<long>(MetricNames.InsightCacheFailures, "{failure}", "What the cache of insight answers could not keep or read, by reason.");
    }

    public void Hit(string insight) => _hits.Add(1, new KeyValuePair<string, object?>("insight", insight));

    public void Miss(string insight) => _misses.Add(1, new KeyValuePair<string, object?>("insight", insight));

    public void Failed(string reason) => _failures.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
