using ServerSessions.Insights;
using ServerSessions.Personalization.Nudges;

namespace ServerSessions.Reports;

/// <summary>Reads what nudges have changed, as the experiments that they are.</summary>
internal sealed class NudgeReports(ExperimentReports experiments, NudgeOptions options)
{
    public async ValueTask<NudgeReport> ReadAsync(InsightQuery? query, CancellationToken cancellationToken)
    {
        var effects = new List<NudgeEffect>();
        foreach (var nudge in options.Rules)
            if (await experiments.FindAsync(NudgeExperiments.Of(nudge).Name, query, cancellationToken) is { } readout)
                effects.Add(new NudgeEffect(nudge.Name, readout));
        return new NudgeReport { All = await experiments.FindAsync(NudgeExperiments.Global, query, cancellationToken), Nudges = effects };
    }
}
