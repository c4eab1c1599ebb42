namespace ServerSessions.Insights;

/// <summary>Web vitals by page, as browsers report them, beside whether people completed what they came for. Pages that fewer than five people loaded are left out.</summary>
public sealed record WebVitalsReport : InsightReport
{
    /// <summary>Number of sessions in the report.</summary>
    public long Sessions { get; init; }

    /// <summary>Number of those with web vitals of a page.</summary>
    public long Reported { get; init; }

    /// <summary>Pages, those with the most sessions first; at most 200.</summary>
    public IReadOnlyList<WebVitalsPage> Pages { get; init; } = [];
}
