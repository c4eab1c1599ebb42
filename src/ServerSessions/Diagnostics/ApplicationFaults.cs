using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace ServerSessions.Diagnostics;

/// <summary>
/// Counts exceptions of parts that an application supplies (detectors, locators, delegates): each is a fault of that part alone, and what called it goes on.
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
        _faults = meter.CreateCounter<long>("serversessions.application.faults", "{fault}", "Exceptions of detectors, locators and delegates of the application, by part.");
    }

    /// <summary>By part, since the process began.</summary>
    public IEnumerable<KeyValuePair<string, long>> All => _counts.OrderBy(c => c.Key, StringComparer.Ordinal);

    public long Of(string part) => _counts.GetValueOrDefault(part);

    /// <summary>Counts one and logs the part's first.</summary>
    public void Count(string part, Exception exception)
    {
        _faults.Add(1, new KeyValuePair<string, object?>("part", part));
        if (_counts.AddOrUpdate(part, 1, static (_, count) => count + 1) == 1 && _logger is not null)
            Log.PartFailed(_logger, part, exception);
    }
}
