namespace ServerSessions.Insights;

/// <summary>Selects people for a retention report: those with a first step, and later another.</summary>
public sealed record RetentionQuery
{
    /// <summary>The first step; null (the default) for any.</summary>
    public string? Start { get; init; }

    /// <summary>The step that counts as a return; null (the default) for any.</summary>
    public string? Return { get; init; }

    /// <summary>Length of a period; days by default.</summary>
    public RetentionPeriod Period { get; init; }

    /// <summary>True (the default): signed-in users only; false: anonymous browsers by their cookie as well.</summary>
    public bool UsersOnly { get; init; } = true;
}
