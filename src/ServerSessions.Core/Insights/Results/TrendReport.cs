namespace ServerSessions.Insights;

/// <summary>Figures over time.</summary>
public sealed record TrendReport : InsightReport
{
    /// <summary>Totals of the range.</summary>
    public TrendTotals Total { get; init; } = new(0, 0, 0, 0);

    /// <summary>Totals of the range before, of as many days or of the same length; null when unknown.</summary>
    public TrendTotals? Previous { get; init; }

    /// <summary>Relative change of the sessions compared with the range before, from −1; null when there were none then.</summary>
    public double? Change { get; init; }

    /// <summary>
    /// Figures by hour, at most the last 31 days. An hour that a clock change cuts is two points; an hour that comes twice is two points with different
    /// offsets.
    /// </summary>
    public IReadOnlyList<TrendPoint> Hours { get; init; } = [];

    /// <summary>Figures by day; a day with a clock change has 23 or 25 hours.</summary>
    public IReadOnlyList<TrendPoint> Days { get; init; } = [];

    /// <summary>Versions of the application that started in the range, oldest first; at most the newest 100.</summary>
    public IReadOnlyList<Release> Releases { get; init; } = [];

    /// <summary>Sessions by weekday (Monday first) and hour of the day.</summary>
    public IReadOnlyList<IReadOnlyList<long>> HourOfWeek { get; init; } = [];

    /// <summary>Mean sessions of a weekday (Monday to Friday); null when there is none.</summary>
    public double? Weekdays { get; init; }

    /// <summary>Mean sessions of a Saturday or Sunday.</summary>
    public double? Weekends { get; init; }

    /// <summary>Share of the variation from hour to hour that the hour of the week explains (eta squared), 0 to 1; null with less than two weeks.</summary>
    public double? Seasonality { get; init; }
}
