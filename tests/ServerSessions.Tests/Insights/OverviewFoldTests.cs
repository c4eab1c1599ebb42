using System.Text.Json;
using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Insights;

public class OverviewFoldTests
{
    [Fact]
    public void Live_rolled_up_by_the_hour_and_recomputed_it_gives_the_same()
    {
        var random = new Random(6);
        var hours = new Dictionary<long, OverviewFold>();
        var run = new FoldRun();
        for (var i = 0; i < 2_000; i++)
        {
            var e = Page(i * 9, $"/{random.Next(30)}", visitor: random.Next(400), outcome: (Outcome)random.Next(9));
            run.Live(random.Next(2) == 0 ? e.From(random.Next(50)) : e);
            if (i % 100 == 99)
                Roll();
        }

        run.End();
        Roll();
        var merged = new OverviewFold();
        foreach (var hour in hours.OrderByDescending(h => h.Key))
            merged.Merge(hour.Value.Fields);
        var live = new OverviewFold();
        foreach (var journey in run.Closed)
            live.Add(journey);
        var again = new OverviewFold();
        foreach (var journey in run.Closed.OrderBy(j => j.Key))
            again.Add(journey);
        Assert.InRange(hours.Count, 5, 6);
        Assert.Equal(Text(live), Text(merged));
        Assert.Equal(Text(live), Text(again));
        Assert.Equal(run.Closed.Count, live.Result(default, default).Sessions);

        void Roll()
        {
            hours.Clear();
            foreach (var journey in run.Closed)
            {
                var hour = journey.Id.Milliseconds / 3_600_000;
                if (!hours.TryGetValue(hour, out var fold))
                    hours.Add(hour, fold = new OverviewFold());
                fold.Add(journey);
            }
        }
    }

    [Fact]
    public void Shares_and_medians_of_nothing_are_unknown()
    {
        var nothing = new OverviewFold().Result(default, default);
        Assert.Equal((null, null, null, 0), (nothing.EngagedShare, nothing.BounceShare, nothing.MedianDurationSeconds, nothing.Users));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(2_000)]
    [InlineData(100_000)]
    public void Distinct_users_are_estimated_within_three_standard_errors(int users)
    {
        var random = new Random(1);
        var registers = new Dictionary<int, long>();
        for (var i = 0; i < users; i++)
        {
            var (register, rank) = DistinctSketch.Place(new Pseudonym((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64()));
            registers[register] = Math.Max(registers.GetValueOrDefault(register), rank);
        }

        Assert.InRange(DistinctSketch.Estimate(registers.Values), users * 0.9, users * 1.1);
    }

    [Fact]
    public void A_value_read_back_from_the_histogram_is_at_most_five_percent_off()
    {
        for (var value = 0.000_01; value < 200_000; value *= 1.003)
            Assert.InRange(LogHistogram.Middle(LogHistogram.Bucket(value)) / value, 0.95, 1.05);
        Assert.Equal(0, LogHistogram.Middle(LogHistogram.Bucket(0)));
    }

    [Fact]
    public void The_median_is_the_middle_value()
    {
        var counts = new[] { 1.0, 2, 3, 100, 1_000 }.Select(v => (LogHistogram.Bucket(v), 1L)).ToList();
        Assert.InRange(LogHistogram.Quantile(counts, 0.5)!.Value, 2.85, 3.15);
    }

    private static string Text(OverviewFold fold) =>
        JsonSerializer.Serialize(fold.Result(default, default)) + string.Join(",", fold.Fields.OrderBy(f => f.Key, StringComparer.Ordinal));
}
