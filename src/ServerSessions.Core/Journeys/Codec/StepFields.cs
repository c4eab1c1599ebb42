namespace ServerSessions.Journeys.Codec;

/// <summary>Which fields a step has in its journey's row.</summary>
[Flags]
internal enum StepFields
{
    None = 0,

    /// <summary>It has a dwell; without <see cref="OwnDwell"/> it lasts until the next step begins.</summary>
    Dwell = 1 << 0,
    OwnDwell = 1 << 1,
    Count = 1 << 2,
    Children = 1 << 3,
    Repeats = 1 << 4,
    Rage = 1 << 5,

    /// <summary>A trace id of 16 bytes, as W3C has them.</summary>
    Trace = 1 << 6,

    /// <summary>Any other text as trace id.</summary>
    TraceText = 1 << 7,
    Landed = 1 << 8,
    Cause = 1 << 9,

    /// <summary>Pages that only redirected on, before the one of <see cref="Landed"/>.</summary>
    Passed = 1 << 10,

    /// <summary>What the browser reported of its page: six numbers.</summary>
    Engagement = 1 << 11,

    /// <summary>With <see cref="Engagement"/>: its web vitals, five numbers.</summary>
    Vitals = 1 << 12,
}
