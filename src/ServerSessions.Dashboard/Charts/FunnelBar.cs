namespace ServerSessions.Dashboard.Charts;

/// <summary>A step of a funnel, in SVG units.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height by its share.</param>
/// <param name="Pair">The bar of the compared funnel; null for none.</param>
/// <param name="Drop">The data of the path from this step to the next one; null for the last.</param>
internal sealed record FunnelBar(double X, double Y, double Width, double Height, (double X, double Y, double Width, double Height)? Pair, string? Drop);
