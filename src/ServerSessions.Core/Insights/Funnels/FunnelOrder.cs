namespace ServerSessions;

/// <summary>In which order the steps of a funnel must come.</summary>
public enum FunnelOrder : byte
{
    /// <summary>One after another; anything may lie between.</summary>
    Sequential,

    /// <summary>One right after another, repeats of a step collapsed.</summary>
    Strict,

    /// <summary>In any order: entered(i) is who did at least i of the steps.</summary>
    Any,
}
