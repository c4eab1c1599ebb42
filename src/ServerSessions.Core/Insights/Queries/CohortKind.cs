namespace ServerSessions.Insights;

/// <summary>What a cohort keeps.</summary>
public enum CohortKind
{
    /// <summary>A segment, which is evaluated anew in every answer.</summary>
    Filter,

    /// <summary>The signed-in users of the sessions that its segment had in a range when it was saved.</summary>
    Users,
}
