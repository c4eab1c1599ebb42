using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace ServerSessions.Diagnostics;

/// <summary>
/// Counts exceptions and hangs of parts that an application supplies (detectors, locators, delegates). Each one is a fault of that part alone; its caller continues.
/// </summary>
internal sealed class ApplicationFaults
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Counter<long> _faults;
    private readonly ILogger? _logger;

    public ApplicationFaults(IMeterFactory? meters = null, ILogger<ApplicationFaults>? logger = null)
    {
        _logger = logger;
        var meter = meters?.Create(SessionTrackingDiagnostics.MeterName) ?? new Meter(SessionTrackingDiagnostics.MeterName);
        _faults = meter.CreateCounter<long>(MetricNames.ApplicationFaults, "{fault}", "Exceptions, hangs and skipped calls of detectors, locators and delegates of the application, by part.");
    }

    /// <summary>The counts by part, since the start of the process.</summary>
    public IEnumerable<KeyValuePair<string, long>> All => _counts.ToArray().OrderBy(c => c.Key, StringComparer.Ordinal);

    public long Of(string part) => _counts.GetValueOrDefault(part);

    /// <summary>Counts an exception, and logs the first one of each part.</summary>
    public void Count(string part, Exception exception)
    {
        if (Count(part) == 1 && _logger is not null)
            Log.PartFailed(_logger, part, exception);
    }

    /// <summary>Counts a call that did not return in time, or that was skipped because other calls have not returned.</summary>
    public long Count(string part)
    {
        _faults.Add(1, new KeyValuePair<string, object?>("part", part));
        return _counts.AddOrUpdate(part, 1, static (_, count) => count + 1);
    }

    /// <summary>Logs that a detector whose call exceeded its limit is off until the process ends.</summary>
    public void SwitchedOff(string part, TimeSpan limit)
    {
        if (_logger is not null)
            Log.PartSwitchedOff(_logger, part, limit.TotalSeconds);
    }

    /// <summary>Logs that calls of a part are skipped from now on because earlier ones do not return, and that it is tried again after a while.</summary>
    public void Skipping(string part, int running, TimeSpan wait)
    {
        if (_logger is not null)
            Log.PartSkipped(_logger, part, running, wait.TotalSeconds);
    }
}
