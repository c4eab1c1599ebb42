namespace ServerSessions.Insights;

/// <summary>Form fields, as browsers report them: where people stop, try again and spend their time. From the days' rollups, which are kept for 90 days, or with a segment from journeys.</summary>
public sealed record FieldReport : InsightReport
{
    /// <summary>Fields, those at which the most people stopped first; at most 200.</summary>
    public IReadOnlyList<UsedField> Fields { get; init; } = [];
}
