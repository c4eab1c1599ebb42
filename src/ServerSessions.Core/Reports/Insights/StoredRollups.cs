using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Insights;

/// <summary>Reads rollups into a fold: those of people, of all others, or of both, as the range's segment says.</summary>
internal sealed class StoredRollups(ISessionStorage storage, KeptJourneys kept)
{
    private static readonly RollupClass[] Classes = Enum.GetValues<RollupClass>();

    public async ValueTask<InsightScope> MergeAsync(InsightRange range, string name, IRollupFold into, CancellationToken cancellationToken)
    {
        foreach (var of in ClassesOf(range))
            foreach (var fields in (await storage.ReadRollupsAsync(NameOf(name, of), range.FromHour, range.ToHour, cancellationToken)).Values)
                into.Merge(fields);
        return await ScopeAsync(range, cancellationToken);
    }

    /// <summary>A few numbers of each hour (UTC) that the stretch touches, by its quarters.</summary>
    public async ValueTask<IEnumerable<KeyValuePair<long, IReadOnlyDictionary<string, long>>>> HoursAsync(InsightRange range, CancellationToken cancellationToken)
    {
        var hours = new List<KeyValuePair<long, IReadOnlyDictionary<string, long>>>();
        foreach (var of in ClassesOf(range))
            hours.AddRange(await storage.ReadRollupsAsync(NameOf(HoursFold.Name, of), range.FromHour, range.ToHour, cancellationToken));
        return hours;
    }

    /// <summary>How many journeys lie in a stretch, whatever their visitors are.</summary>
    public async ValueTask<long> CountAsync(InsightRange range, CancellationToken cancellationToken)
    {
        var count = 0L;
        foreach (var of in Classes)
            count += (await storage.ReadRollupsAsync(NameOf(HoursFold.Name, of), range.FromHour, range.ToHour, cancellationToken)).Values.Sum(HoursFold.SessionsOf);
        return count;
    }

    /// <summary>Source, range, and what was left out of it.</summary>
    public async ValueTask<InsightScope> ScopeAsync(InsightRange range, CancellationToken cancellationToken) => range.Scope("rollups", 0, true) with
    {
        LeftOut = await LeftOutAsync(range, cancellationToken),
    };

    /// <summary>Time before which what was counted cannot move any more; null when nothing of a range that begins then is as old.</summary>
    public async ValueTask<DateTimeOffset?> FrozenAsync(DateTimeOffset from, CancellationToken cancellationToken) =>
        await kept.OldestAsync(cancellationToken) is { } oldest && oldest > from ? oldest : null;

    private async ValueTask<IReadOnlyList<NamedCount>> LeftOutAsync(InsightRange range, CancellationToken cancellationToken)
    {
        var (left, classes) = (new LeftOut(), ClassesOf(range));
        if (!classes.Contains(RollupClass.Others))
            foreach (var (hour, fields) in await storage.ReadRollupsAsync(LeftOutFold.Name, range.FromHour, range.ToHour, cancellationToken))
                LeftOutFold.Add(left, hour, fields, range.FromQuarter, range.ToQuarter);
        if (!classes.Contains(RollupClass.People))
            foreach (var (hour, fields) in await storage.ReadRollupsAsync(HoursFold.Name, range.FromHour, range.ToHour, cancellationToken))
                for (var quarter = 0; quarter < QuarterHours.PerHour; quarter++)
                    if ((hour * QuarterHours.PerHour) + quarter is var at && at >= range.FromQuarter && at < range.ToQuarter)
                        left.Add(SessionActor.Person, HoursFold.Quarter(fields, quarter).Sessions);
        return left.Counts();
    }

    private static string NameOf(string name, RollupClass of) => of == RollupClass.People ? name : Rollup.NameOfOthers(name);

    private static IReadOnlyList<RollupClass> ClassesOf(InsightRange range) =>
        range.Segment.Rolled ?? throw new InvalidOperationException("Rollups do not hold this segment.");
}
