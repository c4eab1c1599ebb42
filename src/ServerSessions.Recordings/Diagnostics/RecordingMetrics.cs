using System.Diagnostics.Metrics;
using ServerSessions.Diagnostics;

namespace ServerSessions.Recordings.Diagnostics;

/// <summary>Counts chunks by what became of them, and their bytes.</summary>
internal sealed class RecordingMetrics
{
    private readonly Counter<long> _chunks;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _deleted;

    public RecordingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(SessionTrackingDiagnostics.MeterName);
        _chunks = meter.CreateCounter<long>(MetricNames.RecordingChunks, "{chunk}", "Chunks of recordings that browsers sent, by result.");
        _bytes = meter.CreateCounter<long>(MetricNames.RecordingBytes, "By", "Bytes of recordings that were accepted, before compression.");
        _deleted = meter.CreateCounter<long>(MetricNames.RecordingsDeleted, "{recording}", "Recordings that were deleted, by reason: retention, quota.");
    }

    /// <param name="result">What became of the chunk, "stored".</param>
    /// <param name="bytes">Its bytes, if it is stored; else 0.</param>
    public void Count(string result, int bytes)
    {
        _chunks.Add(1, new KeyValuePair<string, object?>("result", result));
        _bytes.Add(bytes);
    }

    public void CountDeleted(int recordings, string reason)
    {
        if (recordings > 0)
            _deleted.Add(recordings, new KeyValuePair<string, object?>("reason", reason));
    }
}
