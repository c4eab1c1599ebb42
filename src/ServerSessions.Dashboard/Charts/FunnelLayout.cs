namespace ServerSessions.Dashboard.Charts;

/// <summary>
/// A funnel from left to right: a bar for each step, as high as the share that reached it, and between two bars the drop. A second funnel stands beside it as
/// narrower bars.
/// </summary>
/// <param name="Bars">The bars of the steps.</param>
/// <param name="Width">Width in SVG units.</param>
internal sealed record FunnelLayout(IReadOnlyList<FunnelBar> Bars, double Width)
{
    public const double Height = 180;
    public const double StepWidth = 150;
    private const double BarWidth = 64;
    private const double PairWidth = 24;

    /// <param name="shares">Share of the first step that reached each step, 0 to 1.</param>
    /// <param name="compared">The same of a second funnel of the same steps; null for none.</param>
    public static FunnelLayout Of(IReadOnlyList<double> shares, IReadOnlyList<double>? compared = null)
    {
        var bars = new List<FunnelBar>();
        for (var i = 0; i < shares.Count; i++)
        {
            var (x, height) = (i * StepWidth, Of(shares[i]));
            var other = compared is not null && i < compared.Count ? Of(compared[i]) : (double?)null;
            var right = x + BarWidth + (compared is null ? 0 : PairWidth + 4);
            var drop = i + 1 < shares.Count
                ? $"M {Svg.N(right)} {Svg.N(Height - height)} L {Svg.N(x + StepWidth)} {Svg.N(Height - Of(shares[i + 1]))} "
                    + $"L {Svg.N(x + StepWidth)} {Svg.N(Height)} L {Svg.N(right)} {Svg.N(Height)} Z"
                : null;
            bars.Add(new FunnelBar(x, Height - height, BarWidth, height, other is { } pair ? (x + BarWidth + 4, Height - pair, PairWidth, pair) : null, drop));
        }

        return new FunnelLayout(bars, shares.Count * StepWidth);
    }

    private static double Of(double share) => Height * (double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0);
}
