using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Learning;

public class BaselineLearnerTests
{
    private static readonly DateTimeOffset Now = UnixTime.ToDate(Zero);

    [Fact]
    public void The_usual_number_is_the_99th_percentile_of_sessions()
    {
        var learner = new BaselineLearner();
        for (var i = 1; i <= 100; i++)
            learner.Add(Journey(i, [("GET /home", 1), ("GET /goods/{id}", i)]));
        var learned = learner.Result(Now);
        Assert.Equal((100, new ItemBaseline(99, 100), new ItemBaseline(1, 100)), (learned.Sessions, learned.Items["GET /goods/{id}"], learned.Items["GET /home"]));
    }

    [Fact]
    public void An_endpoint_with_fewer_than_fifty_sessions_has_no_baseline()
    {
        var learner = new BaselineLearner();
        for (var i = 0; i < 49; i++)
            learner.Add(Journey(i, [("GET /rare", 1), ("GET /b", 1)]));
        Assert.Empty(learner.Result(Now).Items);
    }

    [Fact]
    public void Baselines_come_only_from_sessions_that_ended_clean()
    {
        var learner = new BaselineLearner();
        var clean = Journey(1, [("GET /a", 1), ("GET /b", 1)]);
        learner.Add(clean with { HasGaps = true });
        learner.Add(clean with { Close = CloseReason.Open });
        learner.Add(clean with { StepCount = 1 });
        learner.Add(clean with { Findings = [new FoldRun().Live(Enumerable.Range(0, 30).Select(i => Unknown(i / 2.0, i))).Raised.First()] });
        Assert.Equal(0, learner.Result(Now).Sessions);
    }

    [Fact]
    public void Three_users_share_a_network_and_two_do_not()
    {
        var learner = new BaselineLearner();
        for (var i = 0; i < 12; i++)
            learner.Add(Journey(i, [("GET /a", 2)]) with { User = new Pseudonym(1, (ulong)(i % 3) + 1), Network = "00000000000000aa" });
        for (var i = 0; i < 12; i++)
            learner.Add(Journey(i, [("GET /a", 2)]) with { User = new Pseudonym(1, (ulong)(i % 2) + 1), Network = "00000000000000bb" });
        var learned = learner.Result(Now);
        Assert.Equal((true, false), (learned.IsShared(0xAA), learned.IsShared(0xBB)));
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1_000, true)]
    public void A_thousand_sessions_are_enough(int sessions, bool isReady)
    {
        var learner = new BaselineLearner();
        for (var i = 0; i < sessions; i++)
            learner.Add(Journey(i, [("GET /a", 2)]));
        Assert.Equal(isReady, learner.Result(Now).IsReady);
    }

    [Fact]
    public void An_invented_sequence_is_more_surprising_than_nearly_all_held_out_sessions()
    {
        var learner = new BaselineLearner();
        string[] usual = ["GET /", "GET /list", "GET /goods", "GET /list", "GET /goods", "GET /cart", "POST /cart", "GET /pay", "POST /pay", "GET /thanks"];
        for (var i = 0; i < 2_000; i++)
            learner.Add(Journey(i, [.. usual.Skip(i % 3).Select(s => (s, 1))]));
        var model = learner.Result(Now).Sequences;
        Assert.True(model.IsReady);
        Assert.InRange(model.HeldOut, 200, 700);
        Assert.True(model.Greatest(false, usual) <= model.Threshold);
        string[] backwards = [.. usual.Reverse()];
        Assert.True(model.Greatest(false, backwards) > model.Threshold);
        Assert.True(model.Greatest(true, usual) > model.Threshold); // in a role that was never seen walking so
        Assert.Equal(0, model.Greatest(false, usual[..7]));
    }

    [Fact]
    public void Stored_baselines_are_what_they_were()
    {
        var learner = new BaselineLearner();
        for (var i = 0; i < 600; i++)
            learner.Add(Journey(i, [("GET /a", 1), ("GET /b", i % 9 + 1), ("GET /c", 1), ("GET /d", 1), ("GET /e", 1), ("GET /f", 1), ("GET /g", 1), ("GET /h", 1), ("GET /i", 1)]) with { User = new Pseudonym(1, (ulong)i + 1), Network = "00000000000000aa" });
        for (var week = 0; week < 3; week++)
            learner.Site.Add(490_000 + (week * 168), SiteKind.Resets, 12);
        var learned = learner.Result(Now);
        var read = BaselineJson.Decode(BaselineJson.Encode(learned));
        Assert.Equal((learned.Version, learned.Sessions, learned.Days, true), (read.Version, read.Sessions, read.Days, read.IsShared(0xAA)));
        Assert.Equal(learned.Items.OrderBy(i => i.Key), read.Items.OrderBy(i => i.Key));
        Assert.Equal(learned.Sequences.Threshold, read.Sequences.Threshold);
        Assert.Equal(learned.Sequences.Counts.OrderBy(i => i.Key), read.Sequences.Counts.OrderBy(i => i.Key));
        var hour = DateTimeOffset.UnixEpoch.AddHours(490_000);
        Assert.Equal(new SiteHour(2, 1.414, 3), learned.Site.Expected(SiteKind.Resets, hour));
        Assert.Equal(learned.Site.Expected(SiteKind.Resets, hour), read.Site.Expected(SiteKind.Resets, hour));
        Assert.Throws<FormatException>(() => BaselineJson.Decode("[]"u8));
        Assert.Throws<FormatException>(() => BaselineJson.Decode("null"u8));
    }

    [Fact]
    public void One_bad_week_does_not_make_the_next_attack_look_usual()
    {
        var site = new SiteLearner();
        for (var week = 0; week < 4; week++)
            site.Add(490_000 + (week * 168), SiteKind.LoginFailures, week == 2 ? 60_000 : 60);
        Assert.Equal(new SiteHour(10, 3.162, 4), site.Result(DateTimeOffset.UnixEpoch.AddHours(490_700)).Expected(SiteKind.LoginFailures, DateTimeOffset.UnixEpoch.AddHours(490_000)));
    }

    [Theory]
    [MemberData(nameof(Zones.All), MemberType = typeof(Zones))]
    public void What_is_usual_at_an_hour_on_the_wall_stays_usual_when_the_clock_is_changed(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        foreach (var change in Zones.Changes(zone))
        {
            var site = new SiteLearner(zone);
            for (var hour = change.AddDays(-26); hour < change.AddDays(2); hour = hour.AddHours(1))
                site.Add(hour.ToUnixTimeSeconds() / 3600, SiteKind.LoginFailures, 60 * TimeZoneInfo.ConvertTime(Hour(hour), zone).Hour);
            var learned = site.Result(change.AddDays(2));
            for (var hour = change.AddDays(1); hour < change.AddDays(7); hour = hour.AddHours(1))
                Assert.Equal(10 * TimeZoneInfo.ConvertTime(Hour(hour), zone).Hour, learned.Expected(SiteKind.LoginFailures, hour.AddMinutes(14))!.Value.Mean);
        }
    }

    private static DateTimeOffset Hour(DateTimeOffset time) => DateTimeOffset.UnixEpoch.AddHours(time.ToUnixTimeSeconds() / 3600);

    private static Journey Journey(int number, IReadOnlyList<(string Name, int Count)> steps)
    {
        var start = Now.AddMinutes(number);
        return new Journey
        {
            Id = SessionId.Create(start.ToMicroseconds(), 0, Visitor(number)),
            Key = Visitor(number),
            Start = start,
            End = start.AddMinutes(5),
            Close = CloseReason.Idle,
            Steps = [.. steps.Select((s, i) => new Step { Name = s.Name, Count = s.Count, Time = start.AddSeconds(i), Kind = s.Name.StartsWith("POST", StringComparison.Ordinal) ? StepKind.Action : StepKind.Page })],
            StepCount = Math.Max(2, steps.Sum(s => s.Count)),
        };
    }
}
