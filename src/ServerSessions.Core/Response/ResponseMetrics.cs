using System.Diagnostics.Metrics;
using ServerSessions.Diagnostics;

namespace ServerSessions.Response;

/// <summary>Metrics of decisions and of the requests that they refused.</summary>
internal sealed class ResponseMetrics : IDisposable
{
    private readonly Meter? _own;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _requests;

    /// <param name="factory">Null outside a host: this object then creates its own meter.</param>
    public ResponseMetrics(IMeterFactory? factory = null)
    {
        var meter = factory?.Create(SessionTrackingDiagnostics.MeterName) ?? (_own = new Meter(SessionTrackingDiagnostics.MeterName));
        _decisions = meter.CreateCounter<long>(MetricNames.ResponseDecisions, "{decision}", "Decisions about sessions, by kind and state.");
        _requests = meter.CreateCounter<long>(MetricNames.ResponseRequests, "{request}", "Requests that a decision has refused, by kind.");
    }

    /// <summary>A response was not decided, because nothing identifies the session.</summary>
    public void Unidentified(ResponseKind kind) => _decisions.Add(1, new("kind", Word(kind)), new("state", "unidentified"));

    public void Decided(SessionDecision decision)
    {
        if (_decisions.Enabled)
            _decisions.Add(1, new("kind", Word(decision.Kind)), new("state", Word(decision.State)));
    }

    public void Refused(ResponseKind kind)
    {
        if (_requests.Enabled)
            _requests.Add(1, new KeyValuePair<string, object?>("kind", Word(kind)));
    }

    public void Dispose() => _own?.Dispose();

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
