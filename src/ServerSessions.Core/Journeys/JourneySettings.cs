using System.Collections.Frozen;
using ServerSessions.Insights;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;

namespace ServerSessions.Journeys;

/// <summary>The settings that define sessions and journeys, taken from the options in the form that the folds use.</summary>
internal sealed class JourneySettings
{
    public JourneySettings(
        TimeSpan idleTimeout, TimeSpan? maxAge, IEnumerable<string> goals, IEnumerable<Flow> flows, IEnumerable<string> hubs)
    {
        IdleTimeout = idleTimeout;
        MaxAge = maxAge?.ToMicroseconds() ?? long.MaxValue;
        Goals = goals.ToFrozenSet(StringComparer.Ordinal);
        Hubs = hubs.ToFrozenSet(StringComparer.Ordinal);
        FlowSteps = flows.SelectMany((flow, f) => flow.Steps.Select((step, s) => (step, place: new FlowPlace(f, s == flow.Steps.Count - 1))))
            .GroupBy(p => p.step, p => p.place, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    public static JourneySettings Default { get; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], [], []);

    public FloodLimits Flood { get; init; } = FloodLimits.None;

    /// <summary>The rollups besides the overview.</summary>
    public InsightSettings Insights { get; init; } = InsightSettings.Default;

    public TimeSpan IdleTimeout { get; }

    /// <summary>Microseconds; the greatest number when sessions may grow as old as they like.</summary>
    public long MaxAge { get; }

    /// <summary>The maximum time that a session can be open, with an hour for events on their way.</summary>
    public TimeSpan MaxOpenDuration => (MaxAge == long.MaxValue ? TimeSpan.FromDays(1) : UnixTime.ToSpan(MaxAge)) + IdleTimeout + TimeSpan.FromHours(1);

    public FrozenSet<string> Goals { get; }

    public FrozenSet<string> Hubs { get; }

    /// <summary>In which flows a step is, and whether it completes them.</summary>
    public FrozenDictionary<string, FlowPlace[]> FlowSteps { get; }
}
