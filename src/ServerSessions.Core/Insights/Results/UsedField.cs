namespace ServerSessions.Insights;

/// <summary>How people used one form field of a step's page, as browsers report it.</summary>
public sealed record UsedField
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Name of the field; "(other)" for those above the limit of a day.</summary>
    public required string Field { get; init; }

    /// <summary>Number of sessions that used a field of the page.</summary>
    public long FormSessions { get; init; }

    /// <summary>Number of sessions that used this field.</summary>
    public long Sessions { get; init; }

    /// <summary>How often it got the focus.</summary>
    public long Focuses { get; init; }

    /// <summary>How often it was left with another value.</summary>
    public long Changes { get; init; }

    /// <summary>How often it was filled in again in the same view.</summary>
    public long Refills { get; init; }

    /// <summary>How often the browser refused its value.</summary>
    public long Errors { get; init; }

    /// <summary>Number of views in which it was the last field that was touched, and no change of state that ended well followed in the session.</summary>
    public long Stops { get; init; }

    /// <summary>Mean time of a session in the field, in seconds.</summary>
    public double MeanSeconds { get; init; }
}
