namespace ServerSessions.PersonalData;

/// <summary>
/// Which erasures are at work. Each reads everything that is kept, so a number of them is at work at once in all processes, in the order in which they were asked for;
/// the others wait for their turn.
/// </summary>
internal static class ErasureTurns
{
    /// <summary>Maximum number of whole erasures at work at once. Those of people who have withdrawn analytics have their own limit, <see cref="WithdrawalQueue"/>.</summary>
    public const int MaxAtOnce = 4;

    public static IReadOnlyList<(Erasure Erasure, long Version)> Of(IEnumerable<(Erasure Erasure, long Version)> known)
    {
        var open = known.Where(k => !k.Erasure.IsDone).OrderBy(k => k.Erasure.FirstAt).ThenBy(k => k.Erasure.Id, StringComparer.Ordinal).ToList();
        var begun = open.Where(k => k.Erasure.Round > 0 || k.Erasure.OnlyJourneys).ToList();
        var free = Math.Max(0, MaxAtOnce - begun.Count(k => !k.Erasure.OnlyJourneys));
        return [.. begun, .. open.Where(k => k.Erasure is { Round: 0, OnlyJourneys: false }).Take(free)];
    }
}
