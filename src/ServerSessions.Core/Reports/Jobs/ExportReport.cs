namespace ServerSessions.Reports;

/// <summary>An export of a person or a session that an administrator downloads. Progress is counted in bytes; the total is not known before the end.</summary>
public sealed record ExportReport : JobReport
{
    /// <summary>What is exported: "user" or "session". The report does not name which one.</summary>
    public required string Subject { get; init; }

    /// <summary>The form: "json" or "csv".</summary>
    public required string Format { get; init; }
}
