namespace ServerSessions.Insights;

/// <summary>Clicks on one cell of an element's grid of 10 × 10.</summary>
/// <param name="Column">0 (left) to 9.</param>
/// <param name="Row">0 (top) to 9.</param>
/// <param name="Clicks">Number of clicks.</param>
public sealed record ClickedCell(int Column, int Row, long Clicks);
