namespace ServerSessions.Insights.Experiments;

/// <summary>
/// The difference of two shares and its standard error, with a success and a failure added to each (Agresti and Caffo, American Statistician 2000). It is defined
/// also where the control has no hit, unlike the ratio.
/// </summary>
/// <param name="Value">0.1 for a share that is ten points higher than the control's.</param>
/// <param name="Error">Its standard error.</param>
internal readonly record struct ShareDifference(double Value, double Error)
{
    public static ShareDifference Of(long controlHits, long control, long hits, long units)
    {
        var (before, now) = ((controlHits + 1) / (control + 2d), (hits + 1) / (units + 2d));
        return new ShareDifference(now - before, Math.Sqrt((before * (1 - before) / (control + 2)) + (now * (1 - now) / (units + 2))));
    }
}
