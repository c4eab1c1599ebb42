using ServerSessions.Insights.Courses;
using ServerSessions.Insights.Personal;

namespace ServerSessions.Reports.Personal;

/// <summary>What a person's own page shows of their activity.</summary>
internal sealed record PersonActivity
{
    /// <summary>Earliest start of the sessions that are counted.</summary>
    public DateTimeOffset From { get; init; }

    public DateTimeOffset To { get; init; }

    /// <summary>Time zone of weeks and hours.</summary>
    public required string TimeZone { get; init; }

    /// <summary>False when there are more sessions than one page reads; the newest are counted.</summary>
    public bool IsComplete { get; init; }

    public int Sessions { get; init; }

    public long Steps { get; init; }

    /// <summary>Days with a step.</summary>
    public int Days { get; init; }

    /// <summary>Think time on steps of the application; the pages of this library have none. The last step of a session has none.</summary>
    public double Seconds { get; init; }

    /// <summary>The newest sessions, newest first.</summary>
    public IReadOnlyList<PersonVisit> History { get; init; } = [];

    /// <summary>Areas by the time in them: a feature, or the first segment of the route.</summary>
    public IReadOnlyList<AreaUse> Areas { get; init; } = [];

    public IReadOnlyList<CourseProgress> Courses { get; init; } = [];

    /// <summary>The modules that the person spent the most time on, of all courses.</summary>
    public IReadOnlyList<ModuleProgress> MostUsed { get; init; } = [];

    /// <summary>The last weeks, oldest first.</summary>
    public IReadOnlyList<WeekUse> Weeks { get; init; } = [];

    /// <summary>Hours of the week with a step.</summary>
    public IReadOnlyList<HourUse> Hours { get; init; } = [];

    public IReadOnlyList<PersonGoalProgress> Goals { get; init; } = [];

    /// <summary>Flows that were entered and not finished, newest first.</summary>
    public IReadOnlyList<UnfinishedFlow> Unfinished { get; init; } = [];

    /// <summary>When the person agreed that instructors see their progress; null for no agreement.</summary>
    public DateTimeOffset? SharedSince { get; init; }
}
