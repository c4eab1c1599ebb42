using System.Text.Json.Serialization;
using ServerSessions.Insights.Floors;
using ServerSessions.Reports.Caching;
using ServerSessions.Reports.Cohorts;

namespace ServerSessions.Reports.Insights;

/// <summary>The floor for readers that see no single session: how many sessions a number must be of, so that at least five people are behind it.</summary>
internal sealed class PeopleReader(StoredJourneys journeys, CohortResolver cohorts, InsightCache cache)
{
    /// <exception cref="ArgumentException">The range has more sessions than one answer covers, so that the people behind them are not known.</exception>
    public async ValueTask<ReportFloor> FloorAsync(InsightRange range, CancellationToken cancellationToken) => ReportFloor.Of(await CountAsync(range, cancellationToken));

    /// <exception cref="ArgumentException">As for the floor.</exception>
    public async ValueTask<PeopleCount> CountAsync(InsightRange range, CancellationToken cancellationToken)
    {
        var resolved = await range.ResolvedAsync(cohorts, cancellationToken);
        var question = resolved.Question("people", fromRollups: false);
        return await cache.AnswerAsync(
            question, PeopleJsonContext.Default.PeopleCount,
            async token =>
            {
                var (fold, scope) = await journeys.FoldAsync(resolved, () => new PeopleFold(), (f, j) => f.Add(j), (f, other) => f.Merge(other), token, question);
                return scope.IsComplete ? fold.Result() : throw new ArgumentException("The range has more sessions than one answer covers; choose fewer days.");
            },
            cancellationToken);
    }
}

[JsonSerializable(typeof(PeopleCount))]
internal sealed partial class PeopleJsonContext : JsonSerializerContext;
