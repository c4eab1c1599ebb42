using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Insights;

/// <summary>Reads rollups into a fold.</summary>
internal sealed class StoredRollups(ISessionStorage storage)
{
    public async ValueTask<InsightScope> MergeAsync(InsightRange range, string name, IRollupFold into, CancellationToken cancellationToken)
    {
        foreach (var fields in (await storage.ReadRollupsAsync(name, range.FromHour, range.ToHour, cancellationToken)).Values)
            into.Merge(fields);
        return range.Scope("rollups", 0, true);
    }

    /// <summary>A few numbers of each hour (UTC) that the stretch touches, by its quarters.</summary>
    public ValueTask<IReadOnlyDictionary<long, IReadOnlyDictionary<string, long>>> HoursAsync(InsightRange range, CancellationToken cancellationToken) =>
        storage.ReadRollupsAsync(HoursFold.Name, range.FromHour, range.ToHour, cancellationToken);

    /// <summary>How many journeys lie in a stretch.</summary>
    public async ValueTask<long> CountAsync(InsightRange range, CancellationToken cancellationToken) =>
        (await storage.ReadRollupsAsync(HoursFold.Name, range.FromHour, range.ToHour, cancellationToken)).Values.Sum(HoursFold.SessionsOf);
}
