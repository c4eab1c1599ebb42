using System.Globalization;
using ServerSessions.Model;

namespace ServerSessions.Insights.Folds;

/// <summary>
/// The overview as a mergeable fold: its state is named numbers that add up, so live, rolled up by
/// the hour and recomputed over journeys it gives the same.
/// </summary>
internal sealed class OverviewFold : CountingFold
{
    public const string Name = "overview";
    public const string DailyName = "overview-day";

    private const int Shown = 10;
    private const string UserPrefix = "u:";
    private const string DurationPrefix = "d:";
    private const string OutcomePrefix = "o:";
    private const string ClassPrefix = "c:";
    private const string EntryPrefix = "e:";
    private const string ExitPrefix = "x:";
    private const string StepPrefix = "s:";
    private const string ReferrerPrefix = "r:";
    private const string SourcePrefix = "cs:";
    private const string CampaignPrefix = "cn:";

    public override void Add(Journey journey)
    {
        Count("sessions", 1);
        Count("steps", journey.StepCount);
        Count("engaged", journey.Engaged ? 1 : 0);
        Count("single", journey.StepCount == 1 ? 1 : 0);
        Count(ClassPrefix + journey.Class, 1);
        Count(DurationPrefix + LogHistogram.Bucket(journey.Duration.TotalSeconds).ToString(CultureInfo.InvariantCulture), 1);
        if (!journey.CountedUser.IsNone)
        {
            var (register, rank) = DistinctSketch.Place(journey.CountedUser);
            // How many sessions have each rank, not the highest one: a session that no longer counts is subtracted.
            Count(string.Create(CultureInfo.InvariantCulture, $"{UserPrefix}{register}.{rank}"));
        }

        Count(ReferrerPrefix + ReferrerClasses.WordOf(journey.ReferrerClass), 1);
        if (journey.Campaign?.Source is { } source)
            Count(SourcePrefix + source, 1);
        if (journey.Campaign?.Name is { } campaign)
            Count(CampaignPrefix + campaign, 1);
        foreach (var step in journey.Steps)
        {
            Count(OutcomePrefix + step.Outcome, step.Count);
            Count(StepPrefix + step.Name, step.Count);
        }

        if (journey.Entry is not { } entry || journey.Exit is not { } exit)
            return;
        Count(EntryPrefix + entry.Name, 1);
        Count(ExitPrefix + exit.Name, 1);
    }

    /// <summary>Adds a journey of which nothing else is kept.</summary>
    public void AddUnlisted(Journey journey)
    {
        Add(journey);
        Count("unlisted", 1);
    }

    public long Sessions => Of("sessions");

    /// <summary>The figures; what depends on the moment (open sessions, alerts) is not among them.</summary>
    public Overview Result(DateTimeOffset from, DateTimeOffset to)
    {
        var engaged = Of("engaged");
        return new Overview
        {
            From = from,
            To = to,
            Sessions = Sessions,
            Users = DistinctSketch.Estimate(With(UserPrefix).Select(f => f.Name.Split('.')).GroupBy(f => f[0], f => long.Parse(f[1], CultureInfo.InvariantCulture), StringComparer.Ordinal).Select(ranks => ranks.Max())),
            Steps = Of("steps"),
            SingleStep = Of("single"),
            Unlisted = Of("unlisted"),
            EngagedShare = Sessions == 0 ? null : (double)engaged / Sessions,
            BounceShare = Sessions == 0 ? null : (double)(Sessions - engaged) / Sessions,
            MedianDurationSeconds = LogHistogram.Quantile(
                [.. With(DurationPrefix).Select(f => (int.Parse(f.Name, CultureInfo.InvariantCulture), f.Count))], 0.5),
            Outcomes = Ordered(OutcomePrefix, int.MaxValue),
            Classes = Ordered(ClassPrefix, int.MaxValue),
            TopEntries = Ordered(EntryPrefix, Shown),
            TopExits = Ordered(ExitPrefix, Shown),
            TopSteps = Ordered(StepPrefix, Shown),
            Referrers = Ordered(ReferrerPrefix, int.MaxValue),
            TopSources = Ordered(SourcePrefix, Shown),
            TopCampaigns = Ordered(CampaignPrefix, Shown),
        };
    }

    private List<NamedCount> Ordered(string prefix, int max) => Top(With(prefix), max);
}
