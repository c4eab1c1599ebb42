using ServerSessions.Storage;

namespace ServerSessions.Reports.Caching;

/// <summary>How long an answer about days that are over stays true.</summary>
internal static class AnswerLife
{
    // By how much the clocks of a node and of the storage may differ.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Null when it is not kept: a day that is not over changes all the time, which steps a feature has changes with a deployment, and no version says that
    /// data has ended by its age.
    /// </summary>
    public static TimeSpan? Of(InsightQuestion question, ISessionStorage storage, TimeSpan longest, DateTimeOffset now)
    {
        if (question.From >= question.To || question.EndDay > InsightQuestion.DayOf(now) || question.Segment.NeedsFeatures)
            return null;
        var life = longest;
        if ((question.FromRollups ? storage.RollupsKept : storage.JourneysKept) is { } kept)
        {
            var left = DateTimeOffset.UnixEpoch.AddDays(question.FirstDay + 1) + kept - now - Margin;
            life = left < life ? left : life;
        }

        return life < ShortestLife ? null : life;
    }
}
