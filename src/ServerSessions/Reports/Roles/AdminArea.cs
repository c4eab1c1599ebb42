namespace ServerSessions.Reports.Roles;

/// <summary>What a route of the admin endpoints shows or changes.</summary>
internal enum AdminArea
{
    /// <summary>Everything that no other area has: export and erasure of people, exports of all sessions, webhooks.</summary>
    Administration,

    /// <summary>Figures of many sessions.</summary>
    Figures,

    /// <summary>What people define for themselves and others: cohorts, shared links.</summary>
    Definitions,

    /// <summary>Single sessions.</summary>
    Sessions,

    /// <summary>All sessions of one user, and lists of persons.</summary>
    People,

    /// <summary>Alerts, decisions and rules.</summary>
    Security,
}
