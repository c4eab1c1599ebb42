using System.Globalization;

namespace ServerSessions.Insights.Experiments;

/// <summary>Makes the readout of the facts: who counts, the comparison with the control, and what it all amounts to.</summary>
internal sealed class ExperimentEvaluation
{
    public const int MinExposures = 50;
    public const int MinConversions = 5;
    private const int MinForRatio = 100;
    private const double RatioAlpha = 0.001;

    private readonly ExperimentFold _fold;
    private readonly VariantTotals[] _totals;
    private readonly long _crossed;
    private readonly LeftOut _leftOut = new();
    private readonly SampleRatioCheck _ratio;

    public ExperimentEvaluation(ExperimentFold fold)
    {
        _fold = fold;
        var variants = fold.Experiment.Variants;
        _totals = [.. variants.Select((_, i) => new VariantTotals(i, fold.Goals.Count))];
        foreach (var unit in fold.Units)
            if (unit.Variant != ExperimentUnitFacts.Unseen && unit.Actor != SessionActor.Person)
                _leftOut.Add(unit.Actor);
            else if (unit.Variant >= 0)
                _totals[unit.Variant].Add(unit);
            else if (unit.Variant == ExperimentUnitFacts.Crossed)
                _crossed++;
        var (statistic, p) = SampleRatio.Test([.. _totals.Select(t => (long)t.Units)], [.. variants.Select(v => v.Weight)]);
        var isChecked = Exposed >= MinForRatio;
        _ratio = new SampleRatioCheck(isChecked, Math.Round(statistic, 4), p, isChecked && p < RatioAlpha);
    }

    private long Exposed => _totals.Sum(t => (long)t.Units);

    public ExperimentReadout Readout()
    {
        var variants = _fold.Experiment.Variants;
        var weights = variants.Sum(v => v.Weight);
        var metrics = Corrected([.. _totals.Select((_, v) => _fold.Goals.Select((_, g) => Metric(v, g)).ToArray())]);
        var state = _ratio.IsMismatch ? ExperimentState.RatioMismatch
            : !metrics.Any(m => m.Any(x => x.Lift is not null)) ? ExperimentState.NotEnoughData
            : metrics.Any(m => m.Any(x => x.IsDecided)) ? ExperimentState.Decided
            : ExperimentState.Running;
        return new ExperimentReadout
        {
            Experiment = _fold.Experiment.Name,
            Unit = _fold.Experiment.Unit,
            Sessions = _fold.Sessions,
            IsComplete = _fold.LeftOut == 0,
            State = state,
            Message = Message(state),
            Exposed = Exposed,
            Crossed = _crossed,
            LeftOut = _leftOut.Counts(),
            SampleRatio = _ratio,
            Variants = [.. variants.Select((variant, v) => new VariantReadout
            {
                Variant = variant.Name,
                Share = variant.Weight / weights,
                Exposures = _totals[v].Units,
                Metrics = metrics[v],
                FrictionMean = _totals[v].Units == 0 ? null : (double)_totals[v].Friction / _totals[v].Units,
                Guardrails = Guardrails.Of(_totals[0], _totals[v], isControl: v == 0),
            })],
        };
    }

    private MetricReadout Metric(int variant, int goal)
    {
        var (control, own) = (_totals[0], _totals[variant]);
        var (controlHits, hits) = (control.Conversions(goal), own.Conversions(goal));
        var isEnough = own.Units >= MinExposures && hits >= MinConversions && control.Units >= MinExposures && controlHits >= MinConversions;
        var metric = new MetricReadout
        {
            Goal = _fold.Goals[goal],
            Conversions = hits,
            Rate = own.Units == 0 ? null : (double)hits / own.Units,
            IsEnough = isEnough,
            SecondsToConvertP50 = own.Seconds(goal, 0.5),
            SecondsToConvertP90 = own.Seconds(goal, 0.9),
        };
        if (variant == 0 || !isEnough || RelativeLift.Of(controlHits, control.Units, hits, own.Units) is not { } lift)
            return metric;
        var units = control.Units + own.Units;
        var half = ConfidenceSequence.HalfWidth(lift.Error, units);
        return metric with
        {
            Lift = lift.Value,
            Low = Math.Exp(lift.Log - half) - 1,
            High = Math.Exp(lift.Log + half) - 1,
            ChanceToWin = ChanceToWin.Of(controlHits, control.Units, hits, own.Units),
            P = ConfidenceSequence.PValue(lift.Log, lift.Error, units),
        };
    }

    // Every comparison of a primary metric is one of the family.
    private MetricReadout[][] Corrected(MetricReadout[][] metrics)
    {
        var compared = metrics.SelectMany((m, v) => m.Select((x, g) => (v, g, x.P))).Where(c => c.P is not null).ToList();
        var adjusted = Holm.Adjust([.. compared.Select(c => c.P!.Value)]);
        for (var i = 0; i < compared.Count; i++)
        {
            var (v, g, _) = compared[i];
            metrics[v][g] = metrics[v][g] with { AdjustedP = adjusted[i], IsDecided = !_ratio.IsMismatch && adjusted[i] <= ConfidenceSequence.Alpha };
        }

        return metrics;
    }

    private string Message(ExperimentState state) => state switch
    {
        ExperimentState.RatioMismatch => string.Create(
            CultureInfo.InvariantCulture,
            $"The variants have {string.Join(" and ", _totals.Select(t => t.Units))} units, which chance does not explain (p = {_ratio.P:0.######}): people of one variant are lost or counted twice. Do not read the other figures."),
        ExperimentState.NotEnoughData =>
            $"Not enough data: a comparison needs {MinExposures} exposures and {MinConversions} conversions in the control and in the variant.",
        ExperimentState.Decided => "At least one primary metric differs from the control's beyond chance.",
        _ => "No primary metric differs from the control's beyond chance so far.",
    };
}
