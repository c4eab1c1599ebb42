namespace ServerSessions.Insights;

/// <summary>Kind of a change on a route.</summary>
public enum NavigationShiftKind
{
    /// <summary>Far more or fewer sessions come to the route.</summary>
    Volume,
    /// <summary>The route ends badly for far more sessions.</summary>
    Errors,
    /// <summary>The next steps after the route differ.</summary>
    Row,
    /// <summary>No session takes a transition any more that at least one in twenty took.</summary>
    EdgeVanished,
    /// <summary>At least one session in twenty takes a transition that none took before.</summary>
    EdgeNew,
}
