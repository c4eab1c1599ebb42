namespace ServerSessions.Insights;

/// <summary>Whether two things that are so or not go together: a table of two by two.</summary>
internal static class Association
{
    /// <summary>(a d) ÷ (b c) with one added to every cell, so that an empty one says "much", not "infinitely".</summary>
    public static double OddsRatio(long a, long b, long c, long d) => (a + 1d) * (d + 1d) / ((b + 1d) * (c + 1d));

    /// <summary>Two-sided, of Pearson's chi-squared test with one degree of freedom; 1 where a margin is empty.</summary>
    public static double PValue(long a, long b, long c, long d)
    {
        double n = a + b + c + d, margins = (double)(a + b) * (c + d) * (a + c) * (b + d);
        if (margins == 0)
            return 1;
        var difference = ((double)a * d) - ((double)b * c);
        return ComplementaryError(Math.Sqrt(n * difference * difference / margins / 2));
    }

    /// <summary>Benjamini and Hochberg (1995) over p values in ascending order.</summary>
    public static double[] FalseDiscovery(IReadOnlyList<double> ascending)
    {
        var q = new double[ascending.Count];
        var min = 1d;
        for (var i = ascending.Count - 1; i >= 0; i--)
            q[i] = min = Math.Min(min, ascending[i] * ascending.Count / (i + 1));
        return q;
    }

    /// <summary>erfc for x ≥ 0, by Chebyshev fit (Press et al., Numerical Recipes, 6.2); relative error below 1.2e−7.</summary>
    public static double ComplementaryError(double x)
    {
        var t = 1 / (1 + (0.5 * x));
        double[] c = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
        var sum = 0d;
        for (var i = c.Length - 1; i >= 0; i--)
            sum = c[i] + (t * sum);
        return t * Math.Exp((-x * x) + sum);
    }
}
