using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>A session remembers which sign-in it was, so that it can be revoked by it.</summary>
public sealed class AuthSessionTests
{
    private static readonly Pseudonym First = new(1, 1);
    private static readonly Pseudonym Second = new(2, 2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_newest_sign_in_is_kept_while_it_is_open_and_when_it_has_closed(bool restarting)
    {
        var run = new FoldRun(restarting: restarting).Live(Page(0, "/"), SignedIn(1, First), SignedIn(2, Second), Page(3, "/"));
        Assert.Equal(Second, run.Fold.Session(Page(0, "/").Key)!.AuthSession);

        var journey = run.End().Closed[0];
        var codec = new JourneyCodec(new StringPool());
        Assert.Equal(Second, codec.Decode(codec.Encode(journey)).AuthSession);
    }

    [Fact]
    public void The_next_session_of_the_browser_begins_without_one()
    {
        var run = new FoldRun().Live(SignedIn(0, First), Page(3600, "/"));
        Assert.True(run.Fold.Session(Page(0, "/").Key)!.AuthSession.IsNone);
    }

    [Fact]
    public void A_request_without_a_sign_in_costs_nothing()
    {
        var codec = new JourneyCodec(new StringPool());
        var (signedIn, anonymous) = (new FoldRun().Live(SignedIn(0, First)).End().Closed[0], new FoldRun().Live(Page(0, "/")).End().Closed[0]);
        Assert.True(codec.Decode(codec.Encode(anonymous)).AuthSession.IsNone);
        Assert.InRange(codec.Encode(signedIn).Row.Length - codec.Encode(anonymous).Row.Length, 1, 20);
    }

    private static RequestEvent SignedIn(double at, Pseudonym session) => Page(at, "/") with { AuthSession = session };
}
