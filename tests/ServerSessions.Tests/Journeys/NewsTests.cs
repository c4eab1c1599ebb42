using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.Requests;

namespace ServerSessions.Tests.Journeys;

/// <summary>What the session stage tells actors of a session: that its user is here, and that its client has returned the cookie.</summary>
public class NewsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_user_is_told_at_first_from_another_network_and_every_five_minutes(bool restarting)
    {
        var seen = Presences(
            restarting, Page(0, "/"), User(10), User(20), User(200) with { Network = 5 }, User(210) with { Network = 5 }, User(499.9) with { Network = 5 },
            User(500) with { Network = 5 });
        Assert.Equal([10, 200, 500], seen);
    }

    [Fact]
    public void A_session_that_begins_anew_tells_its_user_again() => Assert.Equal([0, 1_801.0], Presences(false, User(0), User(1_801)));

    [Fact]
    public void Polling_is_no_presence() =>
        Assert.Equal([0.0], Presences(false, [User(0), .. Enumerable.Range(1, 20).Select(i => Passive(i * 60) with { User = new Pseudonym(0x05E4, 1) })]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_client_that_returns_its_cookie_is_told_once(bool restarting)
    {
        var returned = new List<double>();
        var rule = new ScriptedDetector("T1", ActorKind.Source, c => { if (c.HasReturned) returned.Add(Seconds(c.Now)); });
        new FoldRun(detectors: [rule], restarting: restarting).Live(
            Page(0, "/").With(EventFlags.FirstContact), Page(1, "/a"), Page(2, "/b"),
            Page(3, "/", visitor: 2).With(EventFlags.FirstContact),
            Page(4, "/", visitor: 3), Page(5, "/a", visitor: 3));
        Assert.Equal([1.0], returned);
    }

    private static RequestEvent User(double at) => Page(at, "/") with { User = new Pseudonym(0x05E4, 1) };

    private static List<double> Presences(bool restarting, params RequestEvent[] events)
    {
        var seen = new List<double>();
        var rule = new ScriptedDetector("T1", ActorKind.User, c => { if (c.IsPresence) seen.Add(Seconds(c.Now)); });
        new FoldRun(detectors: [rule], restarting: restarting).Live(events);
        return seen;
    }

    private static double Seconds(DateTimeOffset time) => (time.ToMicroseconds() - Zero) / 1e6;
}
