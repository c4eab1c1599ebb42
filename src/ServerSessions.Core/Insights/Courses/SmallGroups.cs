namespace ServerSessions.Insights.Courses;

/// <summary>
/// Withholds numbers that would show a group of one to four people: by themselves, as the rest of a whole, or as the difference of two modules. Modules are
/// given in the order of the course, because who opened a later module is also known to have reached an earlier one.
/// </summary>
/// <param name="people">Everyone in the course.</param>
internal sealed class SmallGroups(int people)
{
    /// <summary>The smallest group that is shown.</summary>
    public const int Floor = 5;

    // Opened and skipped together are those who reached a module. They become fewer from module to module, and the differences are the people who got no further.
    private int? _reached;

    public ShownCounts Next(in ModuleCounts counts)
    {
        var reached = counts.Opened + counts.Skipped;
        var isOpenedSmall = IsSmall(counts.Opened) || IsSmall(people - counts.Opened);
        // Where others withhold nothing, the reached of this module can follow from its neighbours, and the skipped from the opened.
        if (IsSmall(counts.Skipped) || isOpenedSmall)
            return new ShownCounts(null, null, Within(counts.Stuck, counts.Furthest), null);
        var trouble = Within(counts.HadTrouble, counts.Opened);
        if (IsSmall((_reached ?? people) - reached))
            // The last module cannot be skipped, so the opened alone are the reached.
            return new ShownCounts(counts.Skipped == 0 ? null : counts.Opened, null, Within(counts.Stuck, counts.Furthest), counts.Skipped == 0 ? null : trouble);
        _reached = reached;
        return new ShownCounts(counts.Opened, counts.Skipped, Within(counts.Stuck, counts.Furthest), trouble);
    }

    private static int? Within(int part, int whole) => IsSmall(part) || IsSmall(whole - part) ? null : part;

    private static bool IsSmall(int count) => count is > 0 and < Floor;
}
