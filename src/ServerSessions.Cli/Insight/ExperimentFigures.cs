using ServerSessions.Insights;
using ServerSessions.Insights.Experiments;

namespace ServerSessions.Cli.Insight;

/// <summary>The readout of an experiment that lines of steps name: the first variant by name is the control, the weights are even.</summary>
internal sealed class ExperimentFigures
{
    private readonly ExperimentFold _fold;

    private ExperimentFigures(ExperimentFold fold) => _fold = fold;

    /// <summary>Where no line names a variant, it is a report of zeros.</summary>
    /// <exception cref="UsageException">The log has other experiments, or several and none was chosen.</exception>
    public static ExperimentFigures Of(InsightOptions options, StepLog log)
    {
        var known = log.Exposures.Experiments().ToList();
        var chosen = known.Where(e => options.Experiment is null || e.Experiment == options.Experiment).ToList();
        if (known.Count == 0)
            chosen.Add((options.Experiment ?? "(no line names a variant)", ["A", "B"]));
        if (chosen is not [var (name, variants)])
            throw new UsageException($"Say which experiment with --experiment: {string.Join(", ", known.Select(e => e.Experiment))}.");
        var declared = new Experiment(name, [.. variants.Select(v => new ExperimentVariant(v))], options.Goals)
        {
            Unit = options.Unit == FunnelUnit.User ? ExperimentUnit.User : ExperimentUnit.Device,
        };
        return new ExperimentFigures(new ExperimentFold(declared, options.Goals));
    }

    /// <summary>Lines know no browsers: by session, each session is a unit.</summary>
    public void Add(Journey journey)
    {
        Span<byte> id = stackalloc byte[Pseudonym.Size];
        journey.Id.Value.TryWriteBytes(id, bigEndian: true, out _);
        _fold.Add(journey with { Key = Pseudonym.Read(id), KeyKind = KeyKind.Cookie });
    }

    public ExperimentReadout Result() => new ExperimentEvaluation(_fold).Readout();
}
