using ServerSessions.Insights;
using ServerSessions.Insights.Experiments;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Reports.Caching;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Reports;

/// <summary>Reads the results of an experiment from the closed journeys: they are counted by unit, and rollups by unit would be larger than the journeys.</summary>
internal sealed class ExperimentReports(StoredJourneys journeys, InsightSettings settings, CohortResolver cohorts, InsightCache cache, TimeProvider time)
{
    private const int MaxDays = 399;

    /// <summary>The declared experiments, without those of nudges.</summary>
    public async ValueTask<IReadOnlyList<ExperimentReadout>> ListAsync(InsightQuery? query, CancellationToken cancellationToken)
    {
        var readouts = new List<ExperimentReadout>();
        foreach (var experiment in settings.Experiments.Where(e => !NudgeExperiments.IsReserved(e.Name)))
            readouts.Add((await FindAsync(experiment.Name, query, cancellationToken))!);
        return readouts;
    }

    /// <summary>Null when no experiment of this name is declared.</summary>
    /// <param name="name">The declared name.</param>
    /// <param name="query">Over which sessions; by default all that are kept.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">It ends before it begins, or rollups were asked.</exception>
    public async ValueTask<ExperimentReadout?> FindAsync(string name, InsightQuery? query, CancellationToken cancellationToken)
    {
        query ??= new InsightQuery();
        if (query.Rollups == true)
            throw new ArgumentException("Only journeys answer this: rollups hold no units. Leave \"source\" out.");
        if (settings.Experiments.FirstOrDefault(e => e.Name == name) is not { } experiment)
            return null;
        var now = time.GetUtcNow();
        var range = await InsightRange.Of(query with { From = query.From ?? (query.To ?? now).AddDays(-MaxDays) }, now).ResolvedAsync(cohorts, cancellationToken);
        var readout = await cache.AnswerAsync(
            range.Question("experiment", fromRollups: false) with { Experiment = name }, ExperimentJsonContext.Default.ExperimentReadout,
            async token =>
            {
                // Every exposed unit counts, unless it was known before to be no person: the session of the exposure has what became known with it.
                var (fold, scope) = await journeys.FoldAsync(
                    range with { Segment = range.Segment.OrAllActors() }, () => new ExperimentFold(experiment, settings.Goals, peopleOnly: !range.Segment.NamesActor), (f, j) => f.Add(j), (f, other) => f.Merge(other), token);
                var readout = new ExperimentEvaluation(fold).Readout();
                return readout with { IsComplete = readout.IsComplete && scope.IsComplete };
            },
            cancellationToken);
        return readout with { From = query.From, To = query.To };
    }
}
