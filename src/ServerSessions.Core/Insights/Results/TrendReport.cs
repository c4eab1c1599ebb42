namespace ServerSessions;

/// <summary>How figures go over time.</summary>
public sealed record TrendReport : InsightReport
{
    /// <summary>Sums.</summary>
    public TrendTotals Total { get; init; } = new(0, 0, 0, 0);

    /// <summary>Sums of the stretch before it, of as many days or of the same length; null when it is not known.</summary>
    public TrendTotals? Previous { get; init; }

    /// <summary>Change of the sessions against the stretch before, −1 to many; null when there were none then.</summary>
    public double? Change { get; init; }

    /// <summary>Hour by hour, at most the last 31 days. An hour that a change of the clock cuts is two; one that comes twice is there twice, with another offset.</summary>
    public IReadOnlyList<TrendPoint> Hours { get; init; } = [];

    /// <summary>Day by day; a day has 23 or 25 hours where the clock is changed.</summary>
    public IReadOnlyList<TrendPoint> Days { get; init; } = [];

    /// <summary>Sessions by weekday (Monday first) and hour of the day.</summary>
    public IReadOnlyList<IReadOnlyList<long>> HourOfWeek { get; init; } = [];

    /// <summary>Mean sessions of a weekday (Monday to Friday); null when there is none.</summary>
    public double? Weekdays { get; init; }

    /// <summary>Mean sessions of a Saturday or Sunday.</summary>
    public double? Weekends { get; init; }

    /// <summary>
    /// How much of the ups and downs from hour to hour the hour of the week explains, 0 to 1; null with less than two weeks.
    /// </summary>
    public double? Seasonality { get; init; }
}
