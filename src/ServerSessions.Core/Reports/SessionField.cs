namespace ServerSessions.Reports;

/// <summary>What a session did with one form field of a step's page, as the browser reported it; never what was typed.</summary>
public sealed record SessionField
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Name of the field; "(other)" for those above the limit.</summary>
    public required string Field { get; init; }

    /// <summary>How often it got the focus.</summary>
    public int Focuses { get; init; }

    /// <summary>How often it was left with another value.</summary>
    public int Changes { get; init; }

    /// <summary>How often the browser refused its value.</summary>
    public int Errors { get; init; }

    /// <summary>Time for which it had the focus, milliseconds.</summary>
    public int FocusMs { get; init; }

    /// <summary>Whether it was the last field of the page that was touched.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether a change of state that ended well followed in the session.</summary>
    public bool IsSent { get; init; }
}
