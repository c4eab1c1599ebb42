using ServerSessions.Journeys.Actors;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class SiteShiftTests
{
    [Theory]
    [InlineData(49, 0, 0)] // fewer than fifty are never reported
    [InlineData(50, 0, 1)]
    [InlineData(99, 20, 0)] // five times twenty
    [InlineData(100, 20, 1)]
    public void Far_more_than_at_this_hour_of_other_weeks_is_a_shift(int failures, double usual, int findings) =>
        Assert.Equal(findings, Raised(Usual(usual), Failures(failures, within: 590)).Count);

    [Fact]
    public void Hours_that_vary_need_six_deviations()
    {
        Assert.Empty(Raised(Usual(20, deviation: 15), Failures(109, within: 590)));
        Assert.Single(Raised(Usual(20, deviation: 15), Failures(110, within: 590)));
    }

    [Fact]
    public void The_same_number_over_twenty_minutes_is_none() =>
        Assert.Empty(Raised(Usual(0), Failures(80, within: 1_200)));

    [Fact]
    public void Two_weeks_are_needed_before_anything_is_said() =>
        Assert.Empty(Raised(Usual(0, weeks: 1), Failures(500, within: 590)));

    [Fact]
    public void Without_a_baseline_nothing_is_reported_to_the_sites_partition()
    {
        var run = new FoldRun(detectors: [new SiteShift(new SiteShiftOptions())]).Live(Failures(500, within: 590));
        Assert.Empty(run.Raised);
        Assert.Equal(500, run.Fold.Count); // the sessions, and no site
    }

    [Fact]
    public void Sign_outs_resets_and_refusals_are_counted_each_apart()
    {
        var events = Enumerable.Range(0, 40).SelectMany(i => new[]
        {
            Page(i * 4, "/account", visitor: i).With(EventFlags.SignedOut),
            Post(i * 4 + 1, "/Account/ForgotPassword", visitor: 100 + i),
            Page(i * 4 + 2, "/admin", visitor: 200 + i, outcome: Outcome.Denied),
        }).ToArray();
        Assert.Empty(Raised(Usual(0), events));
        var more = Enumerable.Range(0, 12).Select(i => Post(161 + i, "/Account/ForgotPassword", visitor: 300 + i)).ToArray();
        Assert.Contains("50 password resets", Assert.Single(Raised(Usual(0), [.. events, .. more])).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_remembered_of_the_site_is_bounded()
    {
        var run = Run(Usual(1_000_000)).Live(Enumerable.Range(0, 20_000).Select(i => Failure(i, i)));
        var memory = Assert.Single(run.Fold.Actor(new(ActorKind.Site, ActorKeysOfSite()))!.Detection.Memories).Value;
        Assert.InRange(memory.Marks.Count, 10, 48);
    }

    private static Pseudonym ActorKeysOfSite() => ActorKeys.Of(ActorKind.Site, Page(0, "/"));

    private static RequestEvent[] Failures(int count, double within) => [.. Enumerable.Range(0, count).Select(i => Failure(i * within / count, i))];

    private static RequestEvent Failure(double at, int visitor) => Login(at, visitor, visitor: visitor, network: (ulong)visitor + 1);

    private static Baselines Usual(double mean, double deviation = 0, int weeks = 4) => new()
    {
        Site = new SiteBaseline([.. Enumerable.Range(0, SiteKinds.Count).Select(_ => Enumerable.Repeat(new SiteHour(mean, deviation, weeks), SiteBaseline.HoursOfWeek).ToArray())]),
    };

    private static List<Finding> Raised(Baselines baselines, RequestEvent[] events) => [.. Run(baselines).Live(events).Raised];

    private static FoldRun Run(Baselines baselines) => new(detectors: [new SiteShift(new SiteShiftOptions())], baselines: baselines);
}
