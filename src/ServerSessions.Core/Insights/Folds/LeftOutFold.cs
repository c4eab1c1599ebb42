using System.Globalization;

namespace ServerSessions.Insights.Folds;

/// <summary>How many sessions of each hour (UTC) are no person's, by what their visitor is and by quarters of the hour.</summary>
internal sealed class LeftOutFold : CountingFold
{
    public const string Name = "left-out";

    public override void Add(Journey journey)
    {
        var quarter = (int)(QuarterHours.Of(journey) % QuarterHours.PerHour);
        Count(Field(journey.Actor, quarter));
    }

    /// <summary>Adds what an hour's fields say of the quarters from one to another, exclusive.</summary>
    public static void Add(LeftOut to, long hour, IReadOnlyDictionary<string, long> fields, long fromQuarter, long toQuarter)
    {
        for (var quarter = 0; quarter < QuarterHours.PerHour; quarter++)
            if ((hour * QuarterHours.PerHour) + quarter is var at && at >= fromQuarter && at < toQuarter)
                foreach (var actor in LeftOut.Actors)
                    to.Add(actor, fields.GetValueOrDefault(Field(actor, quarter)));
    }

    private static string Field(SessionActor actor, int quarter) => string.Create(CultureInfo.InvariantCulture, $"{(int)actor}.{quarter}");
}
