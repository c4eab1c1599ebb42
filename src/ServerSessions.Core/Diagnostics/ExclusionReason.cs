namespace ServerSessions.Diagnostics;

/// <summary>Why a request is not meant to be recorded.</summary>
internal enum ExclusionReason
{
    /// <summary>UseSessionTracking was not called, or the mode is Off.</summary>
    Off,
    /// <summary>The endpoint is marked with DisableSessionTracking.</summary>
    Disabled,
    /// <summary>Its path begins with an excluded prefix.</summary>
    Path,
    /// <summary>A static file.</summary>
    Static,
    /// <summary>A health check.</summary>
    Health,
}
