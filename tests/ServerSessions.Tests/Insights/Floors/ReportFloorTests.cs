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
    public void An_experiment_with_a_small_variant_shows_no_comparison()
    {
        var shown = ReportFloor.OfSessions.Of(Readout(3, 40));
        Assert.Equal((0, 0), (shown.Exposed, shown.Variants.Sum(v => v.Exposures)));
        Assert.All(shown.Variants, v => Assert.Empty(v.Metrics));
        var large = ReportFloor.OfSessions.Of(Readout(30, 40));
        Assert.Equal((70, 30, 20), (large.Exposed, large.Variants[0].Exposures, large.Variants[1].Metrics[0].Conversions));
    }

    [Fact]
    public void A_feature_and_a_cohort_of_a_few_people_are_left_out()
    {
        var features = ReportFloor.OfSessions.Of(new AdoptionReport
        {
            Users = 40,
            Features = [new FeatureAdoption { Feature = "rare", Users = 4, Tried = 4 }, new FeatureAdoption { Feature = "search", Users = 40, Tried = 30, Adopted = 3, Unaware = 7, Share = 33.0 / 40 }],
            Denied = [new DeniedStep("GET /admin", "policy: Admin", 60, 1)],
        });
        Assert.Empty(features.Denied);
        Assert.Equal(("search", 30L, 0L, 7L), features.Features.Select(f => (f.Feature, f.Tried, f.Adopted, f.Unaware)).Single());

        var retention = ReportFloor.OfSessions.Of(new RetentionReport
        {
            Cohorts = [new RetentionCohort { Period = "2026-W40", Users = 4, Returned = [4, 2] }, new RetentionCohort { Period = "2026-W41", Users = 50, Returned = [50, 3] }],
            Mean = [1, 0.09],
            Stickiness = new Stickiness(2, 3, 4, 0.5),
        });
        Assert.Equal((50, 0), (retention.Cohorts.Single().Users, retention.Cohorts.Single().Returned[1]));
        Assert.Empty(retention.Mean);
        Assert.Equal(new Stickiness(0, 0, 0, null), retention.Stickiness);
    }

    [Fact]
    public void Every_type_that_can_be_floored_is_changed()
    {
        object[] small =
        [
            new Overview { From = default, To = default, Sessions = 3 }, new FunnelReport { Units = 3 }, new PathReport { Sessions = 3 }, new FrictionReport { Sessions = 3 }, new GoalReport { Sessions = 3 },
            new ReleaseReport { Release = new Release("1", default), SessionsBefore = 3 }, new TrendReport { Total = new TrendTotals(3, 3, 3, 3) }, new InsightAlertReport { Name = "a", Sessions = 3 },
            new AbandonmentReport { Sessions = 3 }, new AdoptionReport { Users = 3 }, new RetentionReport { Unlinked = 3 }, new LatencyReport { Sessions = 3 }, Readout(3, 40),
            new NudgeReport { All = Readout(3, 40) }, new NavigationReport { From = default, To = default, Fired = 3, Anomalies = [new NavigationAnomaly { Hour = default, Route = "GET /", Sessions = 3, Reason = "3" }] },
            new EngagementReport { Sessions = 3 }, new ClickReport { Sessions = 3 }, new FieldReport { Fields = [new UsedField { Step = "a", Field = "b", Sessions = 3 }] }, new WebVitalsReport { Sessions = 3 },
        ];
        Assert.Equal(ReportFloor.Types, small.Select(r => r.GetType()));
        Assert.All(small, r => Assert.NotEqual(r, ReportFloor.OfSessions.Apply(r)));
    }

    private static ExperimentReadout Readout(int control, int variant) => new()
    {
        Experiment = "button",
        Message = "",
        Sessions = control + variant,
        Exposed = control + variant,
        SampleRatio = new SampleRatioCheck(true, 1, 0.4, false),
        Variants = [Of("control", control), Of("blue", variant)],
    };

    private static VariantReadout Of(string name, int exposures) =>
        new() { Variant = name, Exposures = exposures, Metrics = [new MetricReadout { Goal = "pay", Conversions = exposures / 2, Rate = 0.5 }] };
}
