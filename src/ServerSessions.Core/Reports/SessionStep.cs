namespace ServerSessions.Reports;

/// <summary>A step in a report; milliseconds are rounded to whole ones.</summary>
public sealed record SessionStep
{
    /// <summary>Start (UTC).</summary>
    public required DateTimeOffset Time { get; init; }
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }
    /// <summary>Number of requests in a row that are collapsed here.</summary>
    public int Count { get; init; }
    /// <summary>Kind of the step: page, action, API call, or recorded by the application.</summary>
    public StepKind Kind { get; init; }
    /// <summary>Outcome of the request.</summary>
    public Outcome Outcome { get; init; }
    /// <summary>Status code.</summary>
    public int Status { get; init; }
    /// <summary>Visible time, or think time after the step, in milliseconds; null when unknown.</summary>
    public long? DwellMs { get; init; }
    /// <summary>Source of the dwell.</summary>
    public DwellSource DwellSource { get; init; }
    /// <summary>Server time in milliseconds.</summary>
    public double ServerMs { get; init; }
    /// <summary>API calls of this page.</summary>
    public int Children { get; init; }
    /// <summary>The page that the redirect of this change led to.</summary>
    public string? Landed { get; init; }
    /// <summary>The pages before <see cref="Landed"/> that only redirected on, in their order; null for most steps.</summary>
    public IReadOnlyList<string>? Passed { get; init; }
    /// <summary>Names of failing fields.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Properties of a recorded event, by name; null for requests and for events without properties.</summary>
    public IReadOnlyDictionary<string, string>? Properties { get; init; }
    /// <summary>Policy or exception type.</summary>
    public string? Cause { get; init; }
    /// <summary>Signs of friction at this step; null when there are none.</summary>
    public IReadOnlyList<FrictionSign>? Signs { get; init; }
    /// <summary>What the browser reported of the page; null without the beacon.</summary>
    public StepEngagement? Engagement { get; init; }
    /// <summary>W3C trace id of a step that did not end well.</summary>
    public string? TraceId { get; init; }
}
