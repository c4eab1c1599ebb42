using ServerSessions.Insights;
using ServerSessions.Insights.Comparing;

namespace ServerSessions.Tests.Insights.Comparing;

/// <summary>What differs between two stretches of time by more than chance, and what changed with it.</summary>
public sealed class PeriodChangesTests
{
    [Fact]
    public void Equal_weeks_have_no_changes() => Assert.Empty(PeriodChanges.Of(Week(1000, 500), Week(1000, 500)));

    [Fact]
    public void A_difference_within_chance_is_no_change() => Assert.Empty(PeriodChanges.Of(Week(1000, 500), Week(1030, 500)));

    [Fact]
    public void The_clearest_change_comes_first_with_the_step_and_the_cause_that_changed_most()
    {
        var changes = PeriodChanges.Of(Week(1000, 500), Week(1100, 200, timeouts: 300));
        Assert.Equal(("conversion of the funnel", "checkout"), (changes[0].Figure, changes[0].Of));
        Assert.Equal("At \"cart\", 82 % did not go on, 50 % before; of these, the cause \"failed: Timeout\" went from 0 % to 27 % of those who were there.", changes[0].Cause);
        Assert.Contains(changes, c => c is { Figure: "sessions", Before: 1000, After: 1100 });
        Assert.Contains(changes, c => c is { Figure: "sessions that reached the goal", Of: "pay", Relative: -0.6 });
    }

    [Fact]
    public void A_rise_of_sessions_names_where_they_came_from()
    {
        var before = Week(1000, 500);
        var after = Week(2000, 1000);
        after = after with { Overview = after.Overview with { Referrers = [new NamedCount("search", 1500), new NamedCount("direct", 500)] } };
        before = before with { Overview = before.Overview with { Referrers = [new NamedCount("search", 500), new NamedCount("direct", 500)] } };
        Assert.Equal("Sessions that came from \"search\" went from 500 to 1500.", PeriodChanges.Of(before, after).Single(c => c.Figure == "sessions").Cause);
    }

    private static PeriodFigures Week(long sessions, long paid, long timeouts = 0) => new(
        new Overview { From = default, To = default, Sessions = sessions, EngagedShare = 0.5 },
        new GoalReport { Sessions = sessions, Goals = [new GoalFigures { Goal = "pay", Sessions = paid }] },
        [
            ("checkout", new FunnelReport
            {
                Units = sessions,
                Conversion = (double)paid / sessions,
                Steps =
                [
                    new FunnelStep { Step = "cart", Entered = sessions, Converted = paid, Causes = [new CauseCount("ok", sessions - paid - timeouts), new CauseCount("failed: Timeout", timeouts)] },
                    new FunnelStep { Step = "pay", Entered = paid, Converted = paid },
                ],
            }),
        ]);
}
