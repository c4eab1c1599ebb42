using System.Globalization;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Insights.Experiments;

namespace ServerSessions.Benchmarks.Peeking;

/// <summary>
/// Many simulated experiments that are read every day: how often equal variants are ever called different, and how often the true lift lies within every interval.
/// The tests do the same with fewer.
/// </summary>
internal sealed class ExperimentsBenchmark : IBenchmark
{
    private const int Days = 28;

    private static readonly (int Daily, double Control, double Own)[] Cases =
    [
        (40, 0.2, 0.2), (100, 0.1, 0.1), (300, 0.03, 0.03), (1_000, 0.05, 0.05), (5_000, 0.02, 0.02),
        (100, 0.1, 0.13), (200, 0.05, 0.04), (500, 0.02, 0.03), (2_000, 0.1, 0.102),
    ];

    public string Name => "experiments";

    public string Purpose => $"false alarms and coverage of experiments that are looked at on {Days} days";

    public Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var runs = options.IsQuick ? 1_000 : 20_000;
        var table = new TextTable("a day and variant", "rates", "ever outside", "with one look's interval");
        var (worstAlarm, worstCoverage) = (0d, 1d);
        foreach (var (daily, control, own) in Cases)
        {
            var random = new Random(daily);
            var (outside, single) = (0, 0);
            for (var run = 0; run < runs; run++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (valid, plain) = Run(random, daily, control, own);
                outside += valid ? 0 : 1;
                single += plain ? 0 : 1;
            }

            var share = (double)outside / runs;
            if (control == own)
                worstAlarm = Math.Max(worstAlarm, share);
            else
                worstCoverage = Math.Min(worstCoverage, 1 - share);
            table.Row(Text(daily), $"{Text(control)} and {Text(own)}", $"{100 * share:0.00} %", $"{100d * single / runs:0.0} %");
        }

        table.Print($"{runs} experiments each; \"ever outside\" is a false alarm where the rates are equal, else a miss of the true lift");
        return Task.FromResult(new Figures().Add("falseAlarms", worstAlarm, 4).Add("coverage", worstCoverage, 4));
    }

    private static (bool Valid, bool Plain) Run(Random random, int daily, double control, double own)
    {
        var truth = Math.Log(own / control);
        var (valid, plain) = (true, true);
        long controlHits = 0, hits = 0;
        for (var day = 1; day <= Days; day++)
        {
            controlHits += Binomial(random, daily, control);
            hits += Binomial(random, daily, own);
            var units = (long)day * daily;
            if (units < ExperimentEvaluation.MinExposures || Math.Min(controlHits, hits) < ExperimentEvaluation.MinConversions)
                continue;
            var lift = RelativeLift.Of(controlHits, units, hits, units)!.Value;
            valid &= Math.Abs(lift.Log - truth) <= ConfidenceSequence.HalfWidth(lift.Error, 2 * units);
            plain &= Math.Abs(lift.Log - truth) <= 1.96 * lift.Error;
        }

        return (valid, plain);
    }

    // By the gaps between hits, so that rare ones cost little.
    private static int Binomial(Random random, int units, double rate)
    {
        var hits = 0;
        for (var at = Gap(); at <= units; at += Gap())
            hits++;
        return hits;

        long Gap() => 1 + (long)Math.Floor(Math.Log(1 - random.NextDouble()) / Math.Log(1 - rate));
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
