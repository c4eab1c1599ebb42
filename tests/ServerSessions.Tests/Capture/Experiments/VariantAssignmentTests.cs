using ServerSessions.Insights.Experiments;

namespace ServerSessions.Tests.Capture.Experiments;

/// <summary>Which unit gets which variant.</summary>
public sealed class VariantAssignmentTests
{
    // printf 'button\n00000000000000010000000000000002' | sha256sum begins with the digits that the point is made of.
    [Fact]
    public void The_point_is_what_the_documented_hash_gives()
    {
        const string digits = "00611ee110736ea1";
        var expected = (Convert.ToUInt64(digits, 16) >> 11) / (double)(1UL << 53);
        Assert.Equal(expected, VariantAssignment.Point("button", new Pseudonym(1, 2)));
    }

    [Fact]
    public void Weights_are_kept()
    {
        var experiment = new Experiment("button", [new ExperimentVariant("A", 2), new ExperimentVariant("B", 5), new ExperimentVariant("C", 3)], []);
        var counts = Units(100_000).CountBy(unit => VariantAssignment.Of(experiment, unit)).ToDictionary();
        Assert.InRange(SampleRatio.Test([counts["A"], counts["B"], counts["C"]], [2, 5, 3]).P, 0.001, 1);
    }

    [Fact]
    public void Two_experiments_split_people_independently()
    {
        var (one, other) = (new Experiment("button"), new Experiment("colour"));
        var cells = Units(40_000).CountBy(unit => VariantAssignment.Of(one, unit) + VariantAssignment.Of(other, unit)).ToDictionary();
        Assert.InRange(SampleRatio.Test([cells["AA"], cells["AB"], cells["BA"], cells["BB"]], [1, 1, 1, 1]).P, 0.001, 1);
    }

    private static IEnumerable<Pseudonym> Units(int count)
    {
        var random = new Random(3);
        for (var i = 0; i < count; i++)
            yield return new Pseudonym((ulong)random.NextInt64(), (ulong)random.NextInt64());
    }
}
