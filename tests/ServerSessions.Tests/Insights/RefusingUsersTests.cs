using ServerSessions.Insights;
using ServerSessions.Insights.Courses;
using ServerSessions.Insights.Experiments;
using ServerSessions.Insights.Folds;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

/// <summary>A user who does not allow analytics is counted by none of the figures that count users; the session is counted.</summary>
public sealed class RefusingUsersTests
{
    private static readonly InsightSettings Settings = InsightSettings.Default with { Features = new FeatureMap([("a", "GET /a"), ("b", "GET /b")]) };
    private static readonly List<Journey> Refusing = [.. Enumerable.Range(0, 6).Select(i => ClosedJourneys.Of(0, i, "GET /a", "GET /b").By(i).Exposed("A") with { LacksAnalytics = true })];
    private static readonly List<Journey> Allowing = [.. Refusing.Select(j => j with { LacksAnalytics = false })];

    [Theory]
    [InlineData("overview")]
    [InlineData("retention")]
    [InlineData("retention of users")]
    [InlineData("adoption")]
    [InlineData("goals")]
    [InlineData("course")]
    [InlineData("experiment")]
    [InlineData("cohort")]
    [InlineData("segment")]
    public void Users_who_refuse_are_not_counted(string figure) => Assert.Equal((0, 6), (Count(figure, Refusing), Count(figure, Allowing)));

    [Fact]
    public void Their_sessions_are_counted()
    {
        var fold = new OverviewFold();
        Refusing.ForEach(fold.Add);
        Assert.Equal(6, fold.Sessions);
    }

    private static long Count(string figure, List<Journey> journeys)
    {
        var start = journeys[0].Start;
        switch (figure)
        {
            case "overview":
                var overview = new OverviewFold();
                journeys.ForEach(overview.Add);
                return overview.Result(start, start.AddDays(1)).Users;
            case "retention" or "retention of users":
                var retention = new RetentionFold(new RetentionQuery { UsersOnly = figure != "retention" }, Settings);
                journeys.ForEach(retention.Add);
                return retention.Result().Cohorts.Sum(c => c.Users);
            case "adoption":
                var adoption = new AdoptionFold(Settings);
                journeys.ForEach(adoption.Add);
                return adoption.Result().Users;
            case "goals":
                var goals = new GoalFold(["GET /b"]);
                journeys.ForEach(goals.Add);
                return goals.Result().Goals.Sum(g => g.Users);
            case "course":
                var course = new ClassFold(new Course("sailing", ["a", "b"]), Settings.Features);
                journeys.ForEach(course.Add);
                return course.Result(start, start.AddDays(28)).People ?? 0;
            case "experiment":
                var experiment = new ExperimentFold(new Experiment("button", Goals: ["GET /b"]) { Unit = ExperimentUnit.User }, []);
                journeys.ForEach(experiment.Add);
                return experiment.Units.Count();
            case "cohort":
                var cohort = new CohortFold();
                journeys.ForEach(cohort.Add);
                return cohort.Count;
            default:
                return journeys.Count(j => Segment.Parse(["user:known"]).HoldsApartFromActor(j, Settings.Features));
        }
    }
}
