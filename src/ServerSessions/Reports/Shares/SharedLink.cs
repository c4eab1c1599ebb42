namespace ServerSessions.Reports;

/// <summary>A link that shows one view without a sign-in.</summary>
public sealed record SharedLink
{
    /// <summary>Id, by which it is revoked.</summary>
    public required string Id { get; init; }

    /// <summary>Path of the view below the admin pattern, such as "insights/goals".</summary>
    public required string View { get; init; }

    /// <summary>The query of the view, with its leading question mark.</summary>
    public required string Query { get; init; }

    /// <summary>Path of the link below the application's path base. Whoever has it sees the view.</summary>
    public required string Path { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it ends (UTC).</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>Number of times that it was opened. By whom is not known.</summary>
    public long Opened { get; init; }

    /// <summary>When it was opened last; null before the first time.</summary>
    public DateTimeOffset? LastOpened { get; init; }
}
