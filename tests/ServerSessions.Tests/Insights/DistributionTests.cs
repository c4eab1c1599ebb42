using System.Globalization;
using ServerSessions.Insights;

namespace ServerSessions.Tests.Insights;

public class DistributionTests
{
    [Fact]
    public void Of_few_values_quantiles_are_exact_and_between_two_of_them()
    {
        var values = new Distribution();
        foreach (var value in (double[])[4, 1, 3, 2])
            values.Add(value);
        Assert.Equal((2.5, 1, 4), (values.Quantile(0.5)!.Value, values.Quantile(0)!.Value, values.Quantile(1)!.Value));
        Assert.Equal(3.7, values.Quantile(0.9)!.Value, 1e-12);
        Assert.Equal(2, values.Above(2));
    }

    [Fact]
    public void Of_many_they_are_at_most_five_percent_off()
    {
        var (values, random) = (new Distribution(100), new Random(2));
        var all = Enumerable.Range(0, 5_000).Select(_ => Math.Exp(random.NextDouble() * 10)).ToArray();
        foreach (var value in all)
            values.Add(value);
        Array.Sort(all);
        foreach (var share in (double[])[0.1, 0.5, 0.9, 0.99])
            Assert.InRange(values.Quantile(share)!.Value / all[(int)(share * all.Length)], 0.945, 1.055);
    }

    [Theory]
    [InlineData("12.5 1000")]
    [InlineData("0.2 12.3455")]
    [InlineData("1 1 2 1000 5000 9000")]
    [InlineData("7")]
    [InlineData("3 3 3 40 41")]
    public void Between_two_values_of_a_histogram_quantiles_are_interpolated_as_between_exact_ones(string values)
    {
        var (exact, counted) = (new Distribution(), new Distribution());
        foreach (var value in values.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)))
        {
            exact.Add(value);
            counted.AddBucket(LogHistogram.Bucket(value), 1);
        }

        foreach (var share in (double[])[0, 0.25, 0.5, 0.9, 1])
            Assert.InRange(counted.Quantile(share)!.Value / exact.Quantile(share)!.Value, 0.95, 1.05);
    }

    [Fact]
    public void Of_none_there_are_none() => Assert.Null(new Distribution().Quantile(0.5));
}
