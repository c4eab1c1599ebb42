using ServerSessions.Insights;

namespace ServerSessions.Dashboard.Charts;

/// <summary>Cells of a retention grid: for each cohort the share that returned that many periods later.</summary>
internal static class RetentionLayout
{
    /// <summary>Cohorts with fewer people are shown without shares: a single person would be several percent.</summary>
    public const int MinPeople = 5;

    /// <summary>Rows of shares, 0 to 1; all null in a cohort that is too small.</summary>
    public static IReadOnlyList<IReadOnlyList<double?>> Rows(IReadOnlyList<RetentionCohort> cohorts) =>
        [.. cohorts.Select(Row)];

    private static IReadOnlyList<double?> Row(RetentionCohort cohort) =>
        [.. cohort.Returned.Select(returned => cohort.Users >= MinPeople ? (double?)returned / cohort.Users : null)];
}
