using ServerSessions.Insights;

namespace ServerSessions.Reports.Insights;

/// <summary>What the journeys of a range were folded to.</summary>
/// <param name="Fold">The fold.</param>
/// <param name="LeftOut">Sessions that are not in it because of what their visitor is.</param>
/// <param name="Scope">The range.</param>
internal sealed record Folded<T>(T Fold, LeftOut LeftOut, InsightScope Scope)
{
    // Where a fold does not know: at most one new user for each journey.
    private const int BytesPerJourney = 64;

    /// <summary>Roughly the bytes that the fold takes.</summary>
    public long Bytes => Fold is ISizedFold sized ? sized.Bytes : BytesPerJourney * Scope.Journeys;

    /// <summary>This one with the one of the range after it, which stays as it is.</summary>
    public Folded<T> With(Folded<T> next, Action<T, T> merge)
    {
        merge(Fold, next.Fold);
        LeftOut.Merge(next.LeftOut);
        return this with { Scope = Scope.With(next.Scope) };
    }

    public (T Fold, InsightScope Scope) Answer() => (Fold, Scope with { LeftOut = LeftOut.Counts() });
}
