using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>The cap on live sessions holds whatever they are, the least valuable and oldest go first, and what goes is counted.</summary>
public class LiveCapTests
{
    private const int Cap = 100;

    private static readonly JourneySettings Settings = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], [], [])
    {
        Flood = FloodLimits.None with { Live = Cap },
    };

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(5, true)]
    [InlineData(2, false)]
    public void However_many_requests_they_make_and_however_old_their_cookie_is_no_more_sessions_live_than_the_cap(int requests, bool isNew)
    {
        var fold = Fold();
        var (folded, early, most) = (0L, 0L, 0);
        foreach (var visitor in Enumerable.Range(0, 2_000))
            foreach (var request in Enumerable.Range(0, requests))
            {
                var at = visitor + (request * 0.1);
                fold.AdvanceTo(At(at));
                fold.Apply(Page(at, "/a", visitor).With(isNew && request == 0 ? EventFlags.FirstContact : 0), EndpointCatalog.Empty);
                most = Math.Max(most, fold.Sessions);
                folded += fold.Changes.Closed.Sum(j => (long)j.Requests);
                early += fold.Changes.ClosedEarly;
                fold.Changes.Clear();
            }

        Assert.Equal(Cap, most);
        folded += Enumerable.Range(0, 2_000).Sum(v => (long)(fold.Session(Visitor(v))?.Requests ?? 0));
        Assert.Equal(2_000L * requests, folded);
        Assert.InRange(early, 2_000 - Cap, 2_000 * requests);
        Assert.InRange(fold.DueQueued, Cap, (2 * Cap) + 2_000);
    }

    [Fact]
    public void What_is_left_of_closed_sessions_counts_and_goes_before_any_open_one()
    {
        var run = new FoldRun(Settings);
        run.Live(Enumerable.Range(0, Cap).SelectMany(v => new[] { Page(v, "/a", v), Page(v + 0.5, "/b", v) }));
        run.Live(Enumerable.Range(0, Cap / 2).Select(v => Page(2_000 + v, "/a", 1_000 + v)));
        Assert.Equal(Cap, run.Fold.Sessions);
        Assert.All(run.Closed, j => Assert.NotEqual(CloseReason.Capacity, j.Close));
        Assert.All(Enumerable.Range(0, Cap / 2), v => Assert.NotNull(run.Fold.Session(Visitor(1_000 + v))));
    }

    [Fact]
    public void Users_stay_before_returning_browsers_and_those_before_new_ones()
    {
        var run = new FoldRun(Settings);
        run.Live(Enumerable.Range(0, 40).Select(v => Page(v, "/a", v).From(v)));
        run.Live(Enumerable.Range(100, 40).Select(v => Page(v, "/a", v)));
        run.Live(Enumerable.Range(1_000, 5_000).SelectMany(v => new[]
        {
            Page(200 + (v * 0.1), "/a", v).With(EventFlags.FirstContact),
            Page(200.05 + (v * 0.1), "/b", v),
        }.Take(1 + (v % 2))));
        Assert.All(Enumerable.Range(0, 40).Concat(Enumerable.Range(100, 40)), v => Assert.True(run.Fold.Session(Visitor(v))?.IsOpen));
        run.Live(Enumerable.Range(20_000, 60).Select(v => Page(900 + (v * 0.001), "/a", v).From(v)));
        Assert.All(Enumerable.Range(0, 40).Concat(Enumerable.Range(20_000, 60)), v => Assert.True(run.Fold.Session(Visitor(v))?.IsOpen));
        Assert.Equal(Cap, run.Fold.Sessions);
        Assert.Contains(run.Closed, j => j.Close == CloseReason.Capacity && j.Key == Visitor(100));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void One_account_with_many_cookies_gives_up_its_own_sessions_and_nothing_else(int accounts, bool restarting)
    {
        var run = new FoldRun(Settings, restarting: restarting);
        run.Live(Enumerable.Range(0, 20).Select(v => Page(v, "/a", v).From(v)));
        run.Live(Enumerable.Range(20, 20).Select(v => Page(v, "/a", v)));
        run.Live(Enumerable.Range(40, 10).SelectMany(v => new[] { Page(v, "/a", v).With(EventFlags.FirstContact), Page(v + 0.5, "/b", v) }));
        run.Live(Enumerable.Range(1_000, 300).Select(v => Page(100 + (v * 0.1), "/a", v).From(5_000 + (v % accounts))));
        Assert.All(Enumerable.Range(0, 50), v => Assert.True(run.Fold.Session(Visitor(v))?.IsOpen));
        Assert.All(Enumerable.Range(1_300 - 45, 45), v => Assert.True(run.Fold.Session(Visitor(v))?.IsOpen));
        Assert.Equal(Cap, run.Fold.Sessions);
        Assert.Equal(250, run.Closed.Count(j => j.Close == CloseReason.Capacity));
    }

    [Fact]
    public void An_account_that_held_more_than_its_share_and_left_holds_nothing_any_more()
    {
        var run = new FoldRun(Settings);
        run.Live(Enumerable.Range(0, Cap).Select(v => Page(v * 0.1, "/a", v)));
        run.Live(Enumerable.Range(200, 8).Select(v => Page(v, "/a", v).From(1)));
        run.Live(Enumerable.Range(200, 8).Select(v => Post(v + 20, "/logout", v).With(EventFlags.SignedOut)));
        var before = run.Closed.Count(j => j.Close == CloseReason.Capacity);
        run.Live(Enumerable.Range(300, 6).Select(v => Page(v, "/a", v).From(2)));
        Assert.Equal(before, run.Closed.Count(j => j.Close == CloseReason.Capacity));
        Assert.All(Enumerable.Range(300, 6), v => Assert.True(run.Fold.Session(Visitor(v))?.IsOpen));
    }

    [Fact]
    public void Sign_ins_without_a_user_have_the_share_of_their_network()
    {
        var run = new FoldRun(Settings);
        run.Live(Enumerable.Range(0, 50).Select(v => Page(v, "/a", v).From(v)));
        run.Live(Enumerable.Range(1_000, 300).Select(v => Page(100 + (v * 0.1), "/a", v) with { KeyKind = KeyKind.Authenticated, Network = 9 }));
        Assert.All(Enumerable.Range(0, 50), v => Assert.True(run.Fold.Session(Visitor(v))?.IsOpen));
    }

    [Fact]
    public void Of_two_that_are_worth_the_same_the_one_that_was_active_longer_ago_goes()
    {
        var run = new FoldRun(Settings);
        run.Live(Enumerable.Range(0, Cap).Select(v => Page(v, "/a", v)));
        run.Live(Page(150, "/b", 0));
        run.Live(Page(151, "/a", 500));
        Assert.NotNull(run.Fold.Session(Visitor(0)));
        Assert.Null(run.Fold.Session(Visitor(1)));
        Assert.Equal(CloseReason.Capacity, Assert.Single(run.Closed).Close);
    }

    [Fact]
    public void Another_worker_that_takes_over_at_any_event_gives_up_the_same_sessions()
    {
        var random = new Random(11);
        var events = Enumerable.Range(0, 3_000).Select(i => random.Next(8) switch
        {
            0 => Page(i, "/a", random.Next(600)).From(random.Next(50)),
            6 => Page(i, "/a", random.Next(600)).From(51 + random.Next(3)),
            7 => Page(i - 3, "/e", random.Next(600)) with { KeyKind = KeyKind.Authenticated, Network = 9 },
            1 => Page(i - 5, "/late", random.Next(600)),
            2 => Page(i, "/b", random.Next(600)).With(EventFlags.FirstContact),
            3 => Page(i, "/d", random.Next(600)) with { KeyKind = KeyKind.Daily },
            _ => Page(i, "/c", random.Next(600)),
        }).ToList();
        var (one, many) = (new FoldRun(Settings), new FoldRun(Settings, restarting: true));
        one.Live(events);
        many.Live(events);
        Assert.Equal(one.Closed.Select(j => (j.Id, j.Close)), many.Closed.Select(j => (j.Id, j.Close)));
        Assert.Contains(one.Closed, j => j.Close == CloseReason.Capacity);
    }

    [Fact]
    public void A_session_that_may_go_on_from_one_that_was_given_up_is_incomplete_after_a_takeover_too()
    {
        var fold = Fold();
        foreach (var visitor in Enumerable.Range(0, Cap + 1))
            fold.Apply(Page(visitor, "/a", visitor), EndpointCatalog.Empty);
        var givenUp = fold.Changes.GivenUpAt;
        Assert.Equal(At(Cap), givenUp);
        fold.Apply(Page(200, "/b", 0).From(1), EndpointCatalog.Empty);
        Assert.True(fold.Session(Visitor(0))!.Gaps.HasGaps);

        var next = Fold();
        next.Restore(givenUp);
        next.Apply(Page(300, "/b", 1), EndpointCatalog.Empty);
        next.Apply(Page(4_000, "/b", 2), EndpointCatalog.Empty);
        next.Apply(Page(4_000, "/b", 3).With(EventFlags.FirstContact), EndpointCatalog.Empty);
        Assert.True(next.Session(Visitor(1))!.Gaps.HasGaps);
        Assert.Equal((false, true), (next.Session(Visitor(2))!.Gaps.HasGaps, next.Session(Visitor(2))!.Gaps.FollowsGaps));
        Assert.Equal((false, false), (next.Session(Visitor(3))!.Gaps.HasGaps, next.Session(Visitor(3))!.Gaps.FollowsGaps));
    }

    [Fact]
    public void Actors_of_every_kind_are_bounded()
    {
        var fold = Fold();
        foreach (var kind in new[] { ActorKind.User, ActorKind.Device, ActorKind.Network })
            foreach (var i in Enumerable.Range(0, 5 * Cap))
                fold.Apply(new Signal(kind, new Pseudonym((ulong)kind, (ulong)i + 1), default, Page(i, "/a").From(i)), EndpointCatalog.Empty);
        Assert.InRange(fold.Count, 0, 3 * Cap);
    }

    private static PartitionFold Fold() => new(3, Settings, new DetectionEngine(BuiltInRules.All(new DetectionOptions()), new DetectionOptions()));
}
