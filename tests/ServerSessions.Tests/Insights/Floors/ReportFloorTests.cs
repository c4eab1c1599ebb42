using ServerSessions.Insights;
using ServerSessions.Insights.Floors;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights.Floors;

/// <summary>What is shown of a group of people, and that small groups do not follow from what is shown.</summary>
public sealed class ReportFloorTests
{
    [Fact]
    public void The_floor_is_above_the_sessions_of_the_four_busiest_visitors_together()
    {
        var fold = new PeopleFold();
        foreach (var (visitor, sessions) in ((int, int)[])[(1, 9), (2, 7), (3, 3), (4, 2), (5, 2), (6, 1)])
            for (var i = 0; i < sessions; i++)
                fold.Add(ClosedJourneys.Of(i, visitor, "home"));
        Assert.Equal((6, 22), (fold.Result().People, fold.Result().Sessions));
    }

    [Fact]
    public void Folds_of_two_partitions_count_a_visitor_once()
    {
        var (one, two) = (new PeopleFold(), new PeopleFold());
        for (var i = 0; i < 5; i++)
        {
            one.Add(ClosedJourneys.Of(i, i, "home"));
            two.Add(ClosedJourneys.Of(i, i, "home"));
        }

        one.Merge(two);
        Assert.Equal(new PeopleCount(5, 8), one.Result());
    }

    [Fact]
    public void Of_fewer_than_five_people_nothing_is_shown_however_many_sessions_they_have()
    {
        var fold = new PeopleFold();
        for (var i = 0; i < 400; i++)
            fold.Add(ClosedJourneys.Of(i, i % 4, "home"));
        Assert.Equal(0, ReportFloor.Of(fold.Result()).Of(new GoalReport { Sessions = 400 }).Sessions);
    }

    [Fact]
    public void One_session_more_or_less_changes_no_number_of_a_rounded_report_by_one()
    {
        var floor = ReportFloor.Of(new PeopleCount(50, 4));
        for (var sessions = 5; sessions < 200; sessions++)
            for (var reached = 0; reached <= sessions; reached += 3)
            {
                var shown = floor.Of(new GoalReport { Sessions = sessions, Goals = [new GoalFigures { Goal = "pay", Sessions = reached, Times = reached, Conversion = (double)reached / sessions }] });
                Assert.Equal(0, shown.Sessions % 5);
                Assert.InRange(shown.Sessions, sessions - 4, sessions);
                foreach (var goal in shown.Goals)
                {
                    Assert.True(goal.Sessions >= 5 && goal.Sessions % 5 == 0);
                    // The share follows from what is shown.
                    Assert.Equal((double)goal.Sessions / shown.Sessions, goal.Conversion!.Value, 0.005 * Math.Max(1, goal.Conversion.Value * 10));
                }

                Assert.Equal(reached >= 5 ? 1 : 0, shown.Goals.Count);
            }
    }

    [Fact]
    public void For_people_that_see_sessions_small_rows_are_left_out_and_others_are_exact()
    {
        var report = new FunnelReport
        {
            Units = 23,
            Steps =
            [
                new FunnelStep { Step = "cart", Entered = 23, Converted = 4, Share = 1, Causes = [new CauseCount("ok", 16), new CauseCount("invalid: email", 3)] },
                new FunnelStep { Step = "pay", Entered = 4, Converted = 4, Share = 4.0 / 23 },
            ],
        };
        var shown = ReportFloor.OfSessions.Of(report);
        Assert.Equal((23, 23, 0, 0), (shown.Units, shown.Steps[0].Entered, shown.Steps[0].Converted, shown.Steps[1].Entered));
        Assert.Equal([new CauseCount("ok", 16)], shown.Steps[0].Causes);
    }

    [Fact]
    public void Every_type_that_can_be_floored_is_changed()
    {
        object[] small =
        [
            new Overview { From = default, To = default, Sessions = 3 }, new FunnelReport { Units = 3 }, new PathReport { Sessions = 3 }, new FrictionReport { Sessions = 3 }, new GoalReport { Sessions = 3 },
            new ReleaseReport { Release = new Release("1", default), SessionsBefore = 3 }, new TrendReport { Total = new TrendTotals(3, 3, 3, 3) }, new InsightAlertReport { Name = "a", Sessions = 3 },
        ];
        Assert.Equal(ReportFloor.Types, small.Select(r => r.GetType()));
        Assert.All(small, r => Assert.NotEqual(r, ReportFloor.OfSessions.Apply(r)));
    }
}
