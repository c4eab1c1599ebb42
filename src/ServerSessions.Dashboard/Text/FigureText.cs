using System.Globalization;

namespace ServerSessions.Dashboard.Text;

/// <summary>Figures that are compared, in words and with their unit.</summary>
internal static class FigureText
{
    public static string Name(InsightFigure figure) => figure switch
    {
        InsightFigure.Errors => "sessions with an error",
        InsightFigure.Failures => "sessions with a failure",
        InsightFigure.Friction => "mean friction",
        InsightFigure.Duration => "median duration",
        _ => Show.Words(figure),
    };

    public static string Of(InsightFigure figure, double? value) => value is not { } known ? Show.Unknown : figure switch
    {
        InsightFigure.Conversion or InsightFigure.Errors or InsightFigure.Failures or InsightFigure.Bounce => Show.Percent(known),
        InsightFigure.Duration => Lasting.Seconds(known),
        InsightFigure.Sessions => Show.Count((long)known),
        _ => Show.Number(known),
    };

    /// <summary>Formats a difference of two shares in percentage points, with its sign: "+4.2 pp".</summary>
    public static string Points(double? difference) => difference is { } points && double.IsFinite(points)
        ? (100 * points).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + " pp"
        : Show.Unknown;

    /// <summary>Formats a relative change with its sign: "+4.2 %".</summary>
    public static string Change(double? relative) => relative is { } change && double.IsFinite(change)
        ? (100 * change).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + " %"
        : Show.Unknown;
}
