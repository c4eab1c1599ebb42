using MathNet.Numerics;

namespace ServerSessions.Detection.Rules;

/// <summary>
/// How many people of one source fail to sign in and give up. People of one source are alike (one broken keyboard layout, one expired password policy), so the
/// number is beta-binomial: the mean share of people who give up, and a correlation inside a source.
/// </summary>
internal static class GiveUps
{
    /// <summary>Bounds of the learned share: what is learned cannot excuse an attack, and a quiet month cannot make people suspect.</summary>
    public const double MinShare = 0.03;

    /// <inheritdoc cref="MinShare"/>
    public const double MaxShare = 0.10;

    private const double Negligible = 1e-12;

    /// <summary>Probability that at least this many of the accounts of one source never succeed, all of them being used by honest people.</summary>
    /// <param name="never">Accounts that never succeeded.</param>
    /// <param name="accounts">Accounts that were tried.</param>
    /// <param name="share">Mean share of people who give up.</param>
    /// <param name="correlation">Correlation inside a source, above 0 and below 1.</param>
    /// <param name="enough">The sum may end at this probability.</param>
    public static double Tail(int never, int accounts, double share, double correlation, double enough = 1)
    {
        if (never <= 0)
            return 1;
        var size = (1 - correlation) / correlation;
        var (alpha, beta) = (share * size, (1 - share) * size);
        var term = Math.Exp(LogChoose(accounts, never) + LogBeta(never + alpha, accounts - never + beta) - LogBeta(alpha, beta));
        var sum = term;
        for (var k = never; k < accounts && sum < enough && term > sum * Negligible; k++)
        {
            term *= (accounts - k) / (k + 1.0) * (k + alpha) / (accounts - k - 1 + beta);
            sum += term;
        }

        return Math.Min(sum, 1);
    }

    /// <summary>Whether honest people do not explain the number.</summary>
    public static bool IsBeyond(int never, int accounts, double share, CredentialStuffingOptions options) =>
        never >= options.Accounts && Tail(never, accounts, share, options.Correlation, options.Significance) < options.Significance;

    /// <summary>The least number of these accounts that honest people do not explain; more than there are when they explain all.</summary>
    public static int Needed(int accounts, double share, CredentialStuffingOptions options)
    {
        var (low, high) = (options.Accounts, Math.Max(accounts, options.Accounts) + 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (middle > accounts || IsBeyond(middle, accounts, share, options))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private static double LogChoose(int n, int k) => SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(n - k + 1.0);

    private static double LogBeta(double a, double b) => SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
}
