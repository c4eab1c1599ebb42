namespace ServerSessions.Dashboard.Charts;

/// <summary>A cell of a grid, in SVG units.</summary>
/// <param name="Row">Number of its row, from 0.</param>
/// <param name="Column">Number of its column, from 0.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Level">Its value ÷ the greatest one, 0 to 1.</param>
internal sealed record HeatCell(int Row, int Column, double X, double Y, double Width, double Height, double Level);
