using ServerSessions.Journeys;
using ServerSessions.Journeys.Actors;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>A flood of sources or of account names takes a bounded place, and does not push out what is being attacked.</summary>
public class LiveActorsTests
{
    private static readonly JourneySettings Tight = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), [], [], []) { Flood = FloodLimits.None with { Sources = 100 } };

    [Fact]
    public void Names_that_were_hardly_tried_some_time_ago_make_room_and_the_one_that_is_guessed_stays()
    {
        var run = new FoldRun(Tight).Live(Login(0, 1_000), Login(1, 1_000), Login(2, 1_000));
        run.Live(Enumerable.Range(0, 99).Select(i => Login(10, i)));
        run.Live(Login(20, 500));
        Assert.Null(Account(run, 500));
        run.Live(Login(1_300, 501));
        Assert.NotNull(Account(run, 501));
        Assert.NotNull(Account(run, 1_000));
        Assert.Null(Account(run, 5));
    }

    [Fact]
    public void However_many_names_are_tried_no_more_than_the_limit_are_remembered()
    {
        var run = new FoldRun(Tight).Live(Enumerable.Range(0, 5_000).Select(i => Login(i, i, network: (ulong)i + 1)));
        Assert.InRange(Enumerable.Range(0, 5_000).Count(i => Account(run, i) is not null), 50, 100);
    }

    [Fact]
    public void What_finds_no_room_is_counted()
    {
        var run = new FoldRun(Tight);
        run.Live(Enumerable.Range(0, 100).Select(i => Login(i, i, network: 1)));
        Assert.Equal(0, run.Unremembered);
        run.Live(Enumerable.Range(0, 7).Select(i => Login(110 + i, 500 + i, network: 1)));
        Assert.Equal(7 + 7, run.Unremembered); // as accounts, and as sources
    }

    [Fact]
    public void What_made_room_is_gone_after_a_restart_too()
    {
        var run = new FoldRun(Tight, restarting: true).Live(Enumerable.Range(0, 100).Select(i => Login(i, i)));
        run.Live(Login(1_400, 501));
        Assert.Null(Account(run, 5));
        Assert.NotNull(Account(run, 501));
    }

    private static LiveActor? Account(FoldRun run, int account) => run.Fold.Actor(new LiveKey(ActorKind.Account, new Pseudonym(0xACC0, (ulong)account + 1)));
}
