namespace ServerSessions;

/// <summary>
/// Authorization policies by role, for <c>MapSessionTracking(pattern, options => …)</c>. A user has each role whose policy they satisfy. A role without a policy has no
/// users. Without any policy there are no roles, and whoever passes the protection of the group may do everything.
/// </summary>
public sealed class SessionAdminOptions
{
    /// <summary>Name of the policy for viewers: figures of at least five sessions, without single sessions. Null by default.</summary>
    public string? ViewerPolicy { get; set; }

    /// <summary>Name of the policy for support: figures, and single sessions with their user, without findings and alerts. Null by default.</summary>
    public string? SupportPolicy { get; set; }

    /// <summary>
    /// Name of the policy for product people: figures of at least five sessions, single sessions without anything that identifies a visitor, cohorts, and shared links.
    /// Null by default.
    /// </summary>
    public string? ProductPolicy { get; set; }

    /// <summary>Name of the policy for security: figures, sessions, alerts, decisions and rules. Null by default.</summary>
    public string? SecurityPolicy { get; set; }

    /// <summary>Name of the policy for administrators: everything, also export and erasure of people, webhooks and exports of all sessions. Null by default.</summary>
    public string? AdministratorPolicy { get; set; }
}
