using ServerSessions.Insights;
using ServerSessions.Insights.Experiments;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Reports.Caching;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Reports;

/// <summary>Reads the results of experiments from the closed journeys: they are counted by unit, and rollups by unit would be larger than the journeys.</summary>
internal sealed class ExperimentReports(StoredJourneys journeys, InsightSettings settings, CohortResolver cohorts, InsightCache cache, TimeProvider time)
{
    private const int MaxDays = 399;

    /// <summary>The declared experiments, without those of nudges.</summary>
    public ValueTask<IReadOnlyList<ExperimentReadout>> ListAsync(InsightQuery? query, CancellationToken cancellationToken) =>
        ReadAsync(e => !NudgeExperiments.IsReserved(e.Name), query, cancellationToken);

    /// <summary>Null when no experiment of this name is declared.</summary>
    /// <param name="name">The declared name.</param>
    /// <param name="query">Over which sessions; by default all that are kept.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">It ends before it begins, or rollups were asked.</exception>
    public async ValueTask<ExperimentReadout?> FindAsync(string name, InsightQuery? query, CancellationToken cancellationToken) =>
        (await ReadAsync(e => e.Name == name, query, cancellationToken)).FirstOrDefault();

    /// <summary>The declared experiments of a kind, with those of nudges, in one pass over the journeys.</summary>
    /// <exception cref="ArgumentException">As for one.</exception>
    public async ValueTask<IReadOnlyList<ExperimentReadout>> ReadAsync(Func<Experiment, bool> which, InsightQuery? query, CancellationToken cancellationToken)
    {
        query ??= new InsightQuery();
        if (query.Rollups == true)
            throw new ArgumentException("Only journeys answer this: rollups hold no units. Leave \"source\" out.");
        var now = time.GetUtcNow();
        // Of whole days, so that the question is the same all day.
        var first = (query.To ?? new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero)).AddDays(-MaxDays);
        var range = await InsightRange.Of(query with { From = query.From ?? first }, now).ResolvedAsync(cohorts, cancellationToken);
        var experiments = settings.Experiments.Where(which).ToList();
        if (experiments.Count == 0)
            return [];
        var question = range.Question("experiments", fromRollups: false) with { Experiments = [.. experiments.Select(e => e.Name)] };
        var readouts = await cache.AnswerAsync(
            question, ExperimentJsonContext.Default.ListExperimentReadout, token => ReadAsync(experiments, range, question, token), cancellationToken);
        return [.. readouts.Select(r => r with { From = query.From, To = query.To })];
    }

    // Every exposed unit counts, unless it was known before to be no person: the session of the exposure has what became known with it.
    private async ValueTask<List<ExperimentReadout>> ReadAsync(List<Experiment> experiments, InsightRange range, InsightQuestion question, CancellationToken cancellationToken)
    {
        var (folds, scope) = await journeys.FoldAsync(
            range with { Segment = range.Segment.OrAllActors() },
            () => experiments.ConvertAll(e => new ExperimentFold(e, settings.Goals, peopleOnly: !range.Segment.NamesActor)),
            (of, journey) => of.ForEach(f => f.Add(journey)),
            (of, others) =>
            {
                for (var i = 0; i < of.Count; i++)
                    of[i].Merge(others[i]);
            },
            cancellationToken, question);
        return folds.ConvertAll(fold => new ExperimentEvaluation(fold).Readout() is var readout && scope.IsComplete ? readout : readout with { IsComplete = false });
    }
}
