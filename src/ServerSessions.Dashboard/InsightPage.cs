using System.ComponentModel;
using Microsoft.AspNetCore.Components;
using ServerSessions.Insights;

namespace ServerSessions.Dashboard;

/// <summary>Base of the pages of insights, which Razor compiles as public types; not for use in other code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class InsightPage : DashboardComponent
{
    /// <summary>Segment of the sessions.</summary>
    [Parameter, EditorRequired] public Segment Segment { get; set; } = Segment.People;

    /// <summary>Names of the cohorts that the filter offers.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Cohorts { get; set; } = [];
}
