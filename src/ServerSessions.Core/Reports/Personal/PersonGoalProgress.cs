namespace ServerSessions.Reports.Personal;

/// <summary>How far a person is with a goal in this week.</summary>
/// <param name="Id">Id of the goal.</param>
/// <param name="Kind">What is counted.</param>
/// <param name="Of">The course or area; null for all.</param>
/// <param name="Target">How many a week.</param>
/// <param name="Done">How many so far in this week.</param>
internal sealed record PersonGoalProgress(string Id, PersonGoalKind Kind, string? Of, int Target, int Done)
{
    public bool IsReached => Done >= Target;
}
