namespace ServerSessions.Insights.Comparing;

/// <summary>A figure of two stretches of time that differs by more than chance.</summary>
/// <param name="Figure">What it is: "sessions", "engaged share", "conversion of the funnel", "sessions that reached the goal".</param>
/// <param name="Of">Name of the funnel or the goal; null for figures of all sessions.</param>
/// <param name="Before">Its value before.</param>
/// <param name="After">Its value after.</param>
/// <param name="IsShare">Whether it is a share, 0 to 1; else it is a count.</param>
/// <param name="Cause">What changed most with it, in a sentence; null when nothing stands out. It goes together with the change and is no proof.</param>
/// <param name="Page">The page below the admin pattern that shows it.</param>
internal sealed record FigureChange(string Figure, string? Of, double Before, double After, bool IsShare, string? Cause, string Page)
{
    /// <summary>After ÷ before − 1, to three places; null when it was 0 before.</summary>
    public double? Relative => Before == 0 ? null : Math.Round((After / Before) - 1, 3);
}
