using MathNet.Numerics;

namespace ServerSessions.Insights.Experiments;

/// <summary>
/// The chance that a variant's true share is above the control's, when nothing was known before (uniform priors): both are Beta
/// distributed, and one is above the other with the chance that Evan Miller's sum gives ("Formulas for Bayesian A/B testing", 2014;
/// the same as J. D. Cook's "Exact calculation of beta inequalities", 2005). Not corrected for looking often: decide by the interval.
/// </summary>
internal static class ChanceToWin
{
    public static double Of(long controlHits, long control, long hits, long units)
    {
        double controlAlpha = controlHits + 1, controlBeta = control - controlHits + 1, alpha = hits + 1, beta = units - hits + 1;
        // The first term in logarithms, the others by what each is of the one before.
        var term = SpecialFunctions.BetaLn(controlAlpha, controlBeta + beta) - SpecialFunctions.BetaLn(controlAlpha, controlBeta);
        var sum = 0d;
        for (var i = 0L; i < alpha; i++)
        {
            sum += Math.Exp(term);
            term += Math.Log((controlAlpha + i) * (beta + i) / ((controlAlpha + controlBeta + beta + i) * (1 + i)));
        }

        return Math.Clamp(sum, 0, 1);
    }
}
