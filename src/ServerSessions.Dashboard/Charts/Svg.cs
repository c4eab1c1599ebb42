using System.Globalization;

namespace ServerSessions.Dashboard.Charts;

/// <summary>Numbers of SVG attributes: a point in every culture, at most two digits behind it, never NaN.</summary>
internal static class Svg
{
    public static string N(double number) =>
        (double.IsFinite(number) ? Math.Round(number, 2) : 0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Part of whole in percent, 0 to 100.</summary>
    public static double Percent(double part, double whole) =>
        whole > 0 && part > 0 ? Math.Min(100, 100 * (part / whole)) : 0;
}
