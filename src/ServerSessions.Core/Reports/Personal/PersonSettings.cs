namespace ServerSessions.Reports.Personal;

/// <summary>What a person has set on their own page.</summary>
internal sealed record PersonSettings
{
    public static PersonSettings None { get; } = new();

    /// <summary>The goals, at most ten.</summary>
    public IReadOnlyList<PersonGoal> Goals { get; init; } = [];

    /// <summary>When the person agreed that instructors see their progress; null for those who did not.</summary>
    public DateTimeOffset? SharedSince { get; init; }

    public bool IsEmpty => Goals.Count == 0 && SharedSince is null;
}
