namespace ServerSessions;

/// <summary>
/// A threshold on a figure of insights. Once an hour it is compared with the figure of the sessions that began in the window before; crossing it raises one
/// alert with the rule "insight", and coming back resolves that alert.
/// </summary>
public sealed class InsightAlert
{
    /// <summary>Name of the alert, at most 64 characters; unique among the alerts of the application.</summary>
    public required string Name { get; set; }

    /// <summary>The figure.</summary>
    public required InsightFigure Figure { get; set; }

    /// <summary>Segment of the sessions as <c>key:value</c> texts, joined by "and"; empty (the default) for all sessions of people.</summary>
    public IList<string> Segment { get; } = [];

    /// <summary>For <see cref="InsightFigure.Conversion"/>: the step or recorded event to reach; null (the default) for any declared goal.</summary>
    public string? Goal { get; set; }

    /// <summary>For <see cref="InsightFigure.Revenue"/>: the currency; null (the default) for values without one.</summary>
    public string? Currency { get; set; }

    /// <summary>Alerts when the figure is below this; null (the default) for no such limit. Exactly one of Below and <see cref="Above"/> is set.</summary>
    public double? Below { get; set; }

    /// <summary>Alerts when the figure is above this; null (the default) for no such limit.</summary>
    public double? Above { get; set; }

    /// <summary>Length of the window, in whole hours: 1 hour to 7 days; 1 day by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// With fewer sessions in the window the figure is not judged: an alert is neither raised nor resolved; 100 by default, at least 1.
    /// <see cref="InsightFigure.Sessions"/> itself is always judged.
    /// </summary>
    public int MinimumSessions { get; set; } = 100;

    /// <summary>Severity of the alert; Medium by default.</summary>
    public Severity Severity { get; set; } = Severity.Medium;
}
