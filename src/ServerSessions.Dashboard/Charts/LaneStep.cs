using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Charts;

/// <summary>A step with its place in the lane, in SVG units.</summary>
/// <param name="Step">The step.</param>
/// <param name="X">Left edge.</param>
/// <param name="Width">Width by dwell.</param>
/// <param name="ServerHeight">Height by server time, from the bottom of the lane.</param>
/// <param name="Censored">Whether the dwell is unknown, so that the step is drawn open-ended.</param>
internal sealed record LaneStep(SessionStep Step, double X, double Width, double ServerHeight, bool Censored);
