using ServerSessions.Insights;

namespace ServerSessions.Tests.Insights;

/// <summary>Against published worked values.</summary>
public class AssociationTests
{
    // Agresti, Categorical Data Analysis (2nd ed.), table 2.1: aspirin and heart attack among 22,071 physicians; X² = 25.01 (without correction).
    [Fact]
    public void The_chi_squared_test_of_the_physicians_health_study() =>
        Assert.InRange(Association.PValue(189, 10_845, 104, 10_933), 5e-7, 6e-7);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 0.4795001222)]
    [InlineData(1, 0.1572992071)]
    [InlineData(2, 0.0046777350)]
    [InlineData(4, 1.541725790e-8)]
    public void The_complementary_error_function_is_that_of_the_tables(double x, double expected) =>
        Assert.InRange(Association.ComplementaryError(x) / expected, 1 - 2e-7, 1 + 2e-7);

    // Benjamini and Hochberg (1995), section 3.2: of these 15 p values four are rejected at 5 %.
    [Fact]
    public void False_discoveries_are_held_down_as_in_the_first_paper()
    {
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];
        Assert.Equal(4, Association.FalseDiscovery(p).Count(q => q <= 0.05));
    }

    [Fact]
    public void An_empty_cell_says_much_and_not_infinitely() => Assert.Equal(11d * 11 / 1 / 1, Association.OddsRatio(10, 0, 0, 10));

    [Fact]
    public void An_empty_margin_says_nothing() => Assert.Equal(1, Association.PValue(0, 0, 3, 4));
}
