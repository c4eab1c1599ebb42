namespace ServerSessions.Reports;

/// <summary>What is kept, and for how long.</summary>
public sealed record PrivacyReport
{
    /// <summary>The kinds of records.</summary>
    public required IReadOnlyList<RecordRetention> Retention { get; init; }
}
