namespace ServerSessions.Reports;

/// <summary>What is kept and for how long, what is being erased, and what people decided.</summary>
public sealed record PrivacyReport
{
    /// <summary>The kinds of records.</summary>
    public required IReadOnlyList<RecordRetention> Retention { get; init; }

    /// <summary>Erasures of the last 90 days, newest first: those that run, and at most 50 that are done.</summary>
    public IReadOnlyList<ErasureReport> Erasures { get; init; } = [];

    /// <summary>The newest decisions about consent, by purpose; none where visitors are not asked.</summary>
    public IReadOnlyList<ConsentCount> Consents { get; init; } = [];

    /// <summary>Number of browsers and users whose newest decision is in <see cref="Consents"/>: at most the newest 10,000.</summary>
    public int Decided { get; init; }
}
