namespace ServerSessions;

/// <summary>What has changed on a route.</summary>
public enum NavigationShiftKind
{
    /// <summary>Far more or fewer sessions come to it.</summary>
    Volume,
    /// <summary>It ends badly for far more sessions.</summary>
    Errors,
    /// <summary>People go elsewhere from it.</summary>
    Row,
    /// <summary>Nobody goes any more where at least one in twenty went.</summary>
    EdgeVanished,
    /// <summary>At least one in twenty goes where nobody went.</summary>
    EdgeNew,
}
