using ServerSessions.Insights;
using ServerSessions.Personalization.Nudges;

namespace ServerSessions.Reports;

/// <summary>Reads what nudges have changed, as the experiments that they are.</summary>
internal sealed class NudgeReports(ExperimentReports experiments, NudgeOptions options)
{
    public async ValueTask<NudgeReport> ReadAsync(InsightQuery? query, CancellationToken cancellationToken)
    {
        var readouts = (await experiments.ReadAsync(e => NudgeExperiments.IsReserved(e.Name), query, cancellationToken)).ToDictionary(r => r.Experiment, StringComparer.Ordinal);
        return new NudgeReport
        {
            All = readouts.GetValueOrDefault(NudgeExperiments.Global),
            Nudges = [.. options.Rules.Where(n => readouts.ContainsKey(NudgeExperiments.Of(n).Name)).Select(n => new NudgeEffect(n.Name, readouts[NudgeExperiments.Of(n).Name]))],
        };
    }
}
