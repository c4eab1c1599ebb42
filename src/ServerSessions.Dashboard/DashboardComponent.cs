using System.ComponentModel;
using Microsoft.AspNetCore.Components;
using ServerSessions.Dashboard.Hosting;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;
using ServerSessions.Reports.Recorded;

namespace ServerSessions.Dashboard;

/// <summary>Base of the dashboard's own components, which Razor compiles as public types; not for use in other code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DashboardComponent : ComponentBase
{
    [CascadingParameter] private protected PageLinks Links { get; set; } = null!;

    /// <summary>The page's own address and query.</summary>
    [CascadingParameter] private protected PageQuery Here { get; set; } = null!;

    [CascadingParameter] private protected FormToken? Token { get; set; }

    /// <summary>The recorded sessions that the page counts.</summary>
    [CascadingParameter] private protected RecordedJourneys RecordingsBehind { get; set; } = null!;

    [CascadingParameter] private protected SessionAdminAccess Access { get; set; } = null!;
}
