namespace ServerSessions.Insights.Navigation;

/// <summary>
/// Jensen–Shannon divergence of two rows of counts (Lin, IEEE Transactions on Information Theory 1991), in bits: 0 for the same
/// shares, 1 for rows that have nothing in common. It says how much has changed, where a test says only that it is no chance.
/// </summary>
internal static class JensenShannon
{
    public static double Divergence(IReadOnlyList<long> left, IReadOnlyList<long> right)
    {
        var (all, other) = ((double)left.Sum(), (double)right.Sum());
        if (all == 0 || other == 0)
            return 0;
        var sum = 0d;
        for (var i = 0; i < left.Count; i++)
        {
            var (p, q) = (left[i] / all, right[i] / other);
            sum += Part(p, (p + q) / 2) + Part(q, (p + q) / 2);
        }

        return Math.Max(0, sum / 2);
    }

    private static double Part(double share, double middle) => share == 0 ? 0 : share * Math.Log2(share / middle);
}
