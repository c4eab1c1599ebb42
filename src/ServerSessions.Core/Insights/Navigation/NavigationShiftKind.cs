namespace ServerSessions;

/// <summary>Kind of a change on a route.</summary>
public enum NavigationShiftKind
{
    /// <summary>Far more or fewer sessions come to it.</summary>
    Volume,
    /// <summary>It ends badly for far more sessions.</summary>
    Errors,
    /// <summary>People go elsewhere from it.</summary>
    Row,
    /// <summary>No session takes a transition any more that at least one in twenty took.</summary>
    EdgeVanished,
    /// <summary>At least one session in twenty takes a transition that none took before.</summary>
    EdgeNew,
}
