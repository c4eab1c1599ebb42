namespace ServerSessions.Dashboard.Charts;

/// <summary>A grid of cells whose strength is a value between 0 and the greatest one.</summary>
internal sealed record HeatLayout(IReadOnlyList<HeatCell> Cells, double Width, double Height)
{
    private const double Gap = 2;

    /// <param name="rows">Values by row and column; rows may have different lengths. Null for no cell.</param>
    /// <param name="cellWidth">Width of a cell.</param>
    /// <param name="cellHeight">Height of a cell.</param>
    public static HeatLayout Of(IReadOnlyList<IReadOnlyList<double?>> rows, double cellWidth, double cellHeight)
    {
        var greatest = rows.SelectMany(row => row).Max() ?? 0;
        var cells = rows.SelectMany((row, y) => row.Select((value, x) => (Value: value, X: x, Y: y))).Where(cell => cell.Value is not null)
            .Select(cell => new HeatCell(
                cell.Y, cell.X, cell.X * cellWidth, cell.Y * cellHeight, cellWidth - Gap, cellHeight - Gap,
                greatest > 0 ? Math.Clamp(cell.Value!.Value / greatest, 0, 1) : 0));
        return new HeatLayout([.. cells], cellWidth * (rows.Count == 0 ? 0 : rows.Max(row => row.Count)), cellHeight * rows.Count);
    }
}
