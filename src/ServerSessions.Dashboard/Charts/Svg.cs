using System.Globalization;

namespace ServerSessions.Dashboard.Charts;

/// <summary>Formats numbers for SVG attributes: invariant culture, at most two decimals, never NaN.</summary>
internal static class Svg
{
    public static string N(double number) =>
        (double.IsFinite(number) ? Math.Round(number, 2) : 0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Returns the part of a whole in percent, 0 to 100.</summary>
    public static double Percent(double part, double whole) =>
        whole > 0 && part > 0 ? Math.Min(100, 100 * (part / whole)) : 0;
}
