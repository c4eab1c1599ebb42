using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Charts;

/// <summary>A step with its place in the lane, in SVG units.</summary>
/// <param name="Step">The step.</param>
/// <param name="X">Left edge.</param>
/// <param name="Width">By dwell.</param>
/// <param name="ServerHeight">By server time, from the bottom of the lane.</param>
/// <param name="Censored">The dwell is unknown: drawn open-ended.</param>
internal sealed record LaneStep(SessionStep Step, double X, double Width, double ServerHeight, bool Censored);
