namespace ServerSessions.Insights.Experiments;

/// <summary>
/// An interval that holds at every look, however often one looks and whenever one stops: the asymptotic confidence sequence of
/// Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences" (Annals of
/// Statistics 2024), theorem 2.2, which is the normal mixture of Robbins (1970) and of the mixture sequential probability ratio test.
/// Its price against a fixed-sample interval is its width: about one and a half times where it is narrowest.
/// </summary>
internal static class ConfidenceSequence
{
    public const double Alpha = 0.05;

    /// <summary>Units at which the interval is narrowest; it holds at every other number too.</summary>
    public const double Tuning = 5_000;

    /// <summary>Half the interval's width.</summary>
    /// <param name="error">Standard error of the estimate at this look.</param>
    /// <param name="units">Units that it comes from, of both variants together.</param>
    /// <param name="alpha">1 − coverage.</param>
    /// <param name="tuning">See <see cref="Tuning"/>.</param>
    public static double HalfWidth(double error, double units, double alpha = Alpha, double tuning = Tuning)
    {
        var spread = units * RhoSquared(alpha, tuning);
        return error * Math.Sqrt(2 * (spread + 1) / spread * Math.Log(Math.Sqrt(spread + 1) / alpha));
    }

    /// <summary>The least alpha whose interval leaves out no effect: an always-valid p-value (Johari et al., Operations Research 2022).</summary>
    public static double PValue(double estimate, double error, double units, double tuning = Tuning)
    {
        if (error <= 0)
            return 1;
        // The mixture stays the one of the nominal alpha, whatever alpha is requested: otherwise it would not be one sequence.
        var spread = units * RhoSquared(Alpha, tuning);
        var score = estimate / error;
        return Math.Min(1, Math.Sqrt(spread + 1) * Math.Exp(-score * score * spread / (2 * (spread + 1))));
    }

    // The paper's appendix: the value that makes the boundary narrowest at this number of units.
    private static double RhoSquared(double alpha, double tuning)
    {
        var twice = -2 * Math.Log(alpha);
        return (twice + Math.Log(twice + 1)) / tuning;
    }
}
