namespace ServerSessions.Insights.Experiments;

/// <summary>
/// Figures that must not get worse. Steps of one person are not independent of each other, so what is compared is the share of units
/// that met the bad thing at all.
/// </summary>
internal static class Guardrails
{
    public static IReadOnlyList<GuardrailReadout> Of(VariantTotals control, VariantTotals own, bool isControl)
    {
        var slow = control.ServerP95 ?? double.MaxValue;
        return
        [
            Judged("errorShare", Share(own.Errors, own.Steps), t => t.With(u => u.Errors > 0)),
            Judged("serverP95Ms", own.ServerP95, t => t.SlowerThan(slow)),
            Judged("abandonment", Share(own.Abandoned, own.Sessions), t => t.With(u => u.Abandoned > 0)),
        ];

        GuardrailReadout Judged(string name, double? value, Func<VariantTotals, long> concerned)
        {
            var readout = new GuardrailReadout { Name = name, Value = value };
            if (isControl)
                return readout with { State = control.Units < ExperimentEvaluation.MinExposures ? GuardrailState.NotEnoughData : GuardrailState.Ok };
            var (controlHits, hits) = (concerned(control), concerned(own));
            if (Math.Min(control.Units, own.Units) < ExperimentEvaluation.MinExposures)
                return readout;
            if (Math.Max(controlHits, hits) < ExperimentEvaluation.MinConversions)
                return readout with { State = controlHits + hits == 0 ? GuardrailState.Ok : GuardrailState.NotEnoughData };
            var difference = ShareDifference.Of(controlHits, control.Units, hits, own.Units);
            var half = ConfidenceSequence.HalfWidth(difference.Error, control.Units + own.Units);
            return readout with
            {
                Difference = difference.Value,
                Low = difference.Value - half,
                High = difference.Value + half,
                State = difference.Value > half ? GuardrailState.Harmed : GuardrailState.Ok,
            };
        }
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
