namespace ServerSessions.Dashboard.Charts;

/// <summary>Lines over the same places from left to right, on one scale that begins at 0.</summary>
/// <param name="Paths">The data of a path for each line.</param>
/// <param name="Greatest">The value at the upper edge.</param>
internal sealed record LineLayout(IReadOnlyList<string> Paths, double Greatest)
{
    public const double Width = 1000;
    public const double Height = 160;

    /// <param name="lines">Values of each line; null where there is none, which interrupts the line.</param>
    public static LineLayout Of(params IReadOnlyList<IReadOnlyList<double?>> lines)
    {
        var greatest = lines.SelectMany(line => line).Max() ?? 0;
        return new LineLayout([.. lines.Select(line => Path(line, greatest))], greatest);
    }

    public static double X(int index, int count) => count < 2 ? Width / 2 : index * Width / (count - 1);

    public static double Y(double value, double greatest) => Height - (greatest > 0 ? Height * Math.Clamp(value / greatest, 0, 1) : 0);

    private static string Path(IReadOnlyList<double?> line, double greatest)
    {
        var parts = new List<string>();
        for (var i = 0; i < line.Count; i++)
            if (line[i] is { } value)
                parts.Add($"{(i > 0 && line[i - 1] is not null ? 'L' : 'M')} {Svg.N(X(i, line.Count))} {Svg.N(Y(value, greatest))}");
        return string.Join(' ', parts);
    }
}
