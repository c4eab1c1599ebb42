using System.Globalization;
using ServerSessions.Alerts;
using ServerSessions.Journeys;

namespace ServerSessions.Hosting;

/// <summary>Raises an operational alert, at most once an hour, when rules lose evidence because a table of actors is full.</summary>
internal sealed class EvidenceAlarm(OperationalAlerts alerts, TimeProvider time) : IEvidenceAlarm
{
    public ValueTask LostAsync(long actors, CancellationToken cancellationToken) => alerts.RaiseAsync(
        "evidence without room",
        string.Create(CultureInfo.InvariantCulture, $"Rules gave up the evidence of {actors} sources, accounts or other actors because their table is full, as in a flood of invented names or user agents. What they did before is no longer counted. Find the flood in the alerts and the network's logs, and raise Flood.LiveSessions if the site has outgrown it."),
        time.GetUtcNow(), cancellationToken);
}
