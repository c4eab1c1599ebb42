using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>What the session stage reports to actors of a session: to users that they are here, and to sources how many clients come and return.</summary>
public class NewsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_session_reports_to_its_user_at_first_from_another_network_and_every_five_minutes(bool restarting)
    {
        var seen = Presences(
            restarting, Page(0, "/"), User(10), User(20), User(200) with { Network = 5 }, User(210) with { Network = 5 }, User(499.9) with { Network = 5 },
            User(500) with { Network = 5 });
        Assert.Equal([10, 200, 500], seen);
    }

    [Fact]
    public void A_session_that_begins_anew_reports_to_its_user_again() => Assert.Equal([0, 1_801.0], Presences(false, User(0), User(1_801)));

    [Fact]
    public void Polling_is_no_presence() =>
        Assert.Equal([0.0], Presences(false, [User(0), .. Enumerable.Range(1, 20).Select(i => Passive(i * 60) with { User = new Pseudonym(0x05E4, 1) })]));

    [Fact]
    public void A_single_visitor_reports_nothing_to_the_source() =>
        Assert.Equal((0, 0), Contacts(Page(0, "/").With(EventFlags.FirstContact), Page(1, "/a"), Page(2, "/b")));

    [Fact]
    public void Each_of_several_is_reported_once_and_so_is_each_that_comes_back() =>
        Assert.Equal((3, 2), Contacts(
            Opened(0, 1), Opened(1, 2), Opened(2, 3), Page(3, "/a", visitor: 1), Page(4, "/b", visitor: 1), Page(5, "/a", visitor: 3), Page(6, "/", visitor: 4), Page(7, "/a", visitor: 4)));

    [Fact]
    public void A_flood_is_reported_in_batches()
    {
        var events = 0;
        var rule = new ScriptedDetector("T1", ActorKind.Source, _ => { }, concerns: c => c.Contacts > 0 && ++events > 0);
        var run = new FoldRun(detectors: [rule]).Live(Enumerable.Range(0, 6_400).Select(i => Opened(i / 1_000.0, i)));
        Assert.InRange(events / 2, 150, 170); // asked in both stages
    }

    private static RequestEvent Opened(double at, int visitor) => Page(at, "/", visitor).With(EventFlags.FirstContact);

    private static (int Opened, int Returned) Contacts(params RequestEvent[] events)
    {
        var (opened, returned) = (0, 0);
        var rule = new ScriptedDetector("T1", ActorKind.Source, c => { if (c.IsFirstContact) opened += c.Contacts; else returned += c.Contacts; });
        new FoldRun(detectors: [rule]).Live(events);
        return (opened, returned);
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
