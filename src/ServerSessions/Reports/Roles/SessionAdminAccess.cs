using Microsoft.AspNetCore.Http;
using ServerSessions.Insights.Floors;
using ServerSessions.Reports.Roles;

namespace ServerSessions.Reports;

/// <summary>
/// What the caller of an admin request may see. An <see cref="ISessionPages"/> of your own passes what it shows through <see cref="Show{T}"/>, and leaves out links and
/// parts that the caller may not open.
/// </summary>
public sealed class SessionAdminAccess
{
    private static readonly SessionAdminAccess Everything = new(AdminRole.All);

    private readonly AdminRole _roles;
    private readonly ReportFloor _floor;
    private readonly bool _hidesSessions;

    internal SessionAdminAccess(AdminRole roles) => (_roles, _floor) = (roles, ReportFloor.OfSessions);

    private SessionAdminAccess(AdminRole roles, bool hidesSessions) : this(roles) => _hidesSessions = hidesSessions;

    private SessionAdminAccess(ReportFloor floor) => (_floor, IsShared) = (floor, true);

    /// <summary>Whether single sessions are shown.</summary>
    public bool SeesSessions => !_hidesSessions && May(AdminArea.Sessions);

    /// <summary>Whether sessions are shown with what identifies their visitor: user, session key, network.</summary>
    public bool SeesIdentities => (_roles & (AdminRole.Support | AdminRole.Security | AdminRole.Administrator)) != 0;

    /// <summary>Whether alerts, findings, decisions and rules are shown.</summary>
    public bool SeesSecurity => May(AdminArea.Security);

    /// <summary>Whether cohorts and shared links can be made.</summary>
    public bool Defines => May(AdminArea.Definitions);

    /// <summary>Whether export, erasure and webhooks are available.</summary>
    public bool Administers => May(AdminArea.Administration);

    /// <summary>Whether a single view is shown by a shared link: figures with a floor, and no links to other pages.</summary>
    public bool IsShared { get; }

    /// <summary>Returns the access of a request's caller: everything, where the admin endpoints have no roles.</summary>
    /// <param name="context">The request, already authorised.</param>
    public static SessionAdminAccess Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<SessionAdminAccess>() ?? Everything;
    }

    /// <summary>
    /// Returns what the caller may see of a report: for sessions, without identities or findings; for figures, counts that do not show fewer than five sessions. Other
    /// values are returned as they are.
    /// </summary>
    /// <typeparam name="T">Type of the report.</typeparam>
    /// <param name="report">A report, a session, or a list of sessions.</param>
    public T Show<T>(T report) => (T)Shown(report)!;

    /// <summary>Returns the access of a shared link.</summary>
    internal static SessionAdminAccess OfShare(ReportFloor floor) => new(floor);

    /// <summary>Returns the access for figures of a segment by which the caller may not select single sessions.</summary>
    internal SessionAdminAccess WithoutSessions() => new(_roles, hidesSessions: true);

    internal bool May(AdminArea area) => (AdminDoors.Of(area) & _roles) != 0;

    private object? Shown(object? report)
    {
        if (SeesIdentities && SeesSecurity)
            return report;
        var shown = SessionView.Of(report, this);
        return SeesIdentities || shown is null ? shown : _floor.Apply(shown);
    }
}
