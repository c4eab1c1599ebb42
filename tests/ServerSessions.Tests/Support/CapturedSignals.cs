using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ServerSessions.Tests.Support;

/// <summary>Texts on traces and metrics of this process: tags, events and states of activities, and tags of this library's instruments.</summary>
internal sealed class CapturedSignals : IDisposable
{
    // What ASP.NET Core, and the client of HTTP, say of a request themselves.
    private static readonly string[] OfTheFramework = ["url.", "http.", "server.", "network.", "client.", "user_agent.", "error.", "exception.", "aspnetcore."];

    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public CapturedSignals()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = s => s.Name is "Microsoft.AspNetCore" or SessionTrackingDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SessionTrackingDiagnostics.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, _, tags, _) => Add(tags));
        _meters.SetMeasurementEventCallback<int>((_, _, tags, _) => Add(tags));
        _meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Add(tags));
        _meters.Start();
    }

    /// <summary>Everything until now.</summary>
    public IReadOnlyCollection<string> Texts
    {
        get
        {
            _meters.RecordObservableInstruments();
            return _texts;
        }
    }

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Add(Activity activity)
    {
        if (activity.Source.Name == SessionTrackingDiagnostics.ActivitySourceName)
            _texts.Enqueue($"{activity.DisplayName} {activity.StatusDescription}");
        Add([.. activity.TagObjects.Concat(activity.Events.SelectMany(e => e.Tags)).Where(t => !OfTheFramework.Any(f => t.Key.StartsWith(f, StringComparison.Ordinal)))]);
        Add([.. activity.Baggage.Select(b => KeyValuePair.Create(b.Key, (object?)b.Value))]);
    }

    private void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
            _texts.Enqueue($"{name}={value}");
    }
}
