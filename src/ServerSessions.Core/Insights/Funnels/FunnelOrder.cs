namespace ServerSessions.Insights;

/// <summary>Required order of the steps of a funnel.</summary>
public enum FunnelOrder : byte
{
    /// <summary>One after another, with any steps in between.</summary>
    Sequential,

    /// <summary>One directly after another, with repeats of a step collapsed.</summary>
    Strict,

    /// <summary>In any order: entered(i) counts the units that did at least i of the steps.</summary>
    Any,
}
