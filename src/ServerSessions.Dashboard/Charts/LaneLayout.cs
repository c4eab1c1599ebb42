using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Charts;

/// <summary>
/// Lays out a session's steps side by side. Widths are logarithmic, 0 s to 10 min, so that a dwell of an hour does not hide the ten seconds beside
/// it. Heights by server time are logarithmic too, 0 to 10 s.
/// </summary>
internal sealed class LaneLayout
{
    public const double Height = 56;
    public const double MinWidth = 16;
    public const double GreatestWidth = 170;
    public const double CensoredWidth = 44;
    public const double MaxDwellSeconds = 600;
    public const double MaxServerMs = 10_000;
    private const double Gap = 3;

    private LaneLayout(IReadOnlyList<LaneStep> steps) => Steps = steps;

    public IReadOnlyList<LaneStep> Steps { get; }

    public double Width => Steps.Count == 0 ? 0 : Steps[^1].X + Steps[^1].Width;

    public static LaneLayout Of(IReadOnlyList<SessionStep> steps)
    {
        var placed = new List<LaneStep>(steps.Count);
        var x = 0.0;
        foreach (var step in steps)
        {
            // An event that was recorded inside a step has no time of its own.
            var isRecorded = step.Kind == StepKind.Custom;
            var width = isRecorded ? MinWidth : WidthOf(step.DwellMs);
            placed.Add(new LaneStep(step, x, width, ServerHeightOf(step.ServerMs), step.DwellMs is null && !isRecorded));
            x += width + Gap;
        }
        return new LaneLayout(placed);
    }

    public static double WidthOf(long? dwellMs) => dwellMs is { } known
        ? MinWidth + ((GreatestWidth - MinWidth) * Logarithmic(known / 1000.0, MaxDwellSeconds))
        : CensoredWidth;

    private static double ServerHeightOf(double serverMs) => Height * Logarithmic(serverMs, MaxServerMs);

    private static double Logarithmic(double value, double greatest) =>
        value > 0 ? Math.Min(1, Math.Log(1 + value) / Math.Log(1 + greatest)) : 0;
}
