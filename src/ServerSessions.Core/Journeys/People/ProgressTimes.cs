using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;

namespace ServerSessions.Journeys.People;

/// <summary>When an open session reports to the memory of its person.</summary>
internal static class ProgressTimes
{
    private const long Every = 60_000_000;

    /// <summary>Whether an event that was added is worth a report, which is noted: it moves a task on, or the last report is a minute old.</summary>
    public static bool Take(LiveSession live, in RequestEvent e, JourneySettings settings)
    {
        if (!live.IsPersonal || !e.IsActive || (e.Time - live.ReportedAt < Every && e.Verb.IsSafe() && !settings.FlowSteps.ContainsKey(e.Step)))
            return false;
        live.ReportedAt = e.Time;
        return true;
    }
}
