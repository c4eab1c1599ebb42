namespace ServerSessions;

/// <summary>Who came back: people who did one thing, and later another.</summary>
public sealed record RetentionQuery
{
    /// <summary>The step that begins; null: any step.</summary>
    public string? Start { get; init; }

    /// <summary>The step that counts as coming back; null: any step.</summary>
    public string? Return { get; init; }

    /// <summary>Days by default.</summary>
    public RetentionPeriod Period { get; init; }

    /// <summary>True (the default): signed-in users only; false: anonymous browsers by their cookie as well.</summary>
    public bool UsersOnly { get; init; } = true;
}
