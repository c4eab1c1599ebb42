using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>A cohort as the body of a request saves it.</summary>
internal sealed record CohortRequest
{
    public const string Example = "{ \"segment\": [\"source:newsletter\", \"device:phone\"] }";

    // Set, not init: the JSON source generator gives what is init and not in the body its type's default.

    public CohortKind Kind { get; set; }

    /// <summary>"key:value".</summary>
    public IReadOnlyList<string> Segment { get; set; } = [];

    public DateTimeOffset? From { get; set; }

    public DateTimeOffset? To { get; set; }

    public Cohort Named(string name) => new() { Name = name, Kind = Kind, Segment = Segment ?? [], From = From, To = To };
}
