namespace ServerSessions.Insights.Experiments;

/// <summary>
/// How much a share differs from the control's, as a ratio. On the log scale the ratio of two shares is nearly normal, with the
/// standard error of Katz et al. (Biometrics 1978); back from it an interval never reaches below −100 %.
/// </summary>
/// <param name="Log">Logarithm of the ratio of the shares.</param>
/// <param name="Error">Its standard error.</param>
internal readonly record struct RelativeLift(double Log, double Error)
{
    /// <summary>0.1 for a share that is a tenth higher than the control's.</summary>
    public double Value => Math.Exp(Log) - 1;

    /// <summary>Null when one of the shares is 0, because there is no ratio.</summary>
    public static RelativeLift? Of(double controlHits, double control, double hits, double units) =>
        controlHits <= 0 || hits <= 0
            ? null
            : new RelativeLift(
                Math.Log(hits / units / (controlHits / control)),
                Math.Sqrt(Math.Max(0, (1 / hits) - (1 / units) + (1 / controlHits) - (1 / control))));
}
