using System.Globalization;

namespace ServerSessions.Insights.Folds;

/// <summary>
/// A few numbers of every hour (UTC), each apart for the four quarters of it, so that they add up to hours of any zone. They are kept as long as there
/// are rollups: trends are made of them.
/// </summary>
internal sealed class HoursFold : CountingFold
{
    public const string Name = "hours";

    private static readonly string[] Sessions = Quarters("sessions");
    private static readonly string[] Steps = Quarters("steps");
    private static readonly string[] Engaged = Quarters("engaged");
    private static readonly string[] Completed = Quarters("completed");

    public override void Add(Journey journey)
    {
        var quarter = (int)(QuarterHours.Of(journey) % QuarterHours.PerHour);
        Count(Sessions[quarter]);
        Count(Steps[quarter], journey.StepCount);
        Count(Engaged[quarter], journey.Engaged ? 1 : 0);
        Count(Completed[quarter], journey.Class == JourneyClass.Completed ? 1 : 0);
    }

    /// <summary>The counts of one of an hour's quarters, 0 to 3, from the hour's fields.</summary>
    public static TrendTotals Quarter(IReadOnlyDictionary<string, long> fields, int quarter) => new(
        fields.GetValueOrDefault(Sessions[quarter]), fields.GetValueOrDefault(Steps[quarter]), fields.GetValueOrDefault(Engaged[quarter]),
        fields.GetValueOrDefault(Completed[quarter]));

    /// <summary>The sessions of a whole hour.</summary>
    public static long SessionsOf(IReadOnlyDictionary<string, long> fields) => Sessions.Sum(field => fields.GetValueOrDefault(field));

    // "sessions00", "sessions15" and so on.
    private static string[] Quarters(string name) =>
        [.. Enumerable.Range(0, QuarterHours.PerHour).Select(q => string.Create(CultureInfo.InvariantCulture, $"{name}{q * QuarterHours.Minutes:00}"))];
}
