using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class WeakContextTests
{
    private const double Day = 86_400;

    [Fact]
    public void Something_sensitive_on_a_device_and_in_a_network_that_are_new_is_found()
    {
        var finding = Assert.Single(Raised([At(0), Stranger(2 * Day), Stranger((2 * Day) + 60).With(EventFlags.Sensitive)]));
        Assert.Equal((ActorKind.User, Severity.Low), (finding.Subject.Kind, finding.Severity));
        Assert.Equal("GET /account was used within 10 minutes of a device and a network that are new to the user.", finding.Reason);
    }

    [Theory]
    [InlineData(600, 1)]
    [InlineData(661, 0)] // first seen is remembered by the minute
    public void A_context_is_new_for_ten_minutes(double after, int alerts) =>
        Assert.Equal(alerts, Raised([At(0), Stranger(2 * Day), Stranger((2 * Day) + after).With(EventFlags.Sensitive)]).Count);

    [Fact]
    public void A_new_phone_at_home_and_the_known_laptop_on_the_road_are_nothing()
    {
        Assert.Empty(Raised([At(0), At(2 * Day, visitor: 2), At((2 * Day) + 60, visitor: 2).With(EventFlags.Sensitive)]));
        Assert.Empty(Raised([At(0), At(2 * Day, network: 5), At((2 * Day) + 60, network: 5).With(EventFlags.Sensitive)]));
    }

    [Fact]
    public void A_user_seen_for_the_first_time_has_no_usual_place() =>
        Assert.Empty(Raised([At(0), Stranger(3_600), Stranger(3_660).With(EventFlags.Sensitive)]));

    [Fact]
    public void A_browser_whose_cookie_names_the_account_is_not_new() =>
        Assert.Empty(Raised([At(0), Stranger(2 * Day).With(EventFlags.KnownDevice), Stranger((2 * Day) + 60).With(EventFlags.Sensitive)]));

    [Fact]
    public void A_refused_action_does_not_count() =>
        Assert.Empty(Raised([At(0), Stranger(2 * Day), Stranger((2 * Day) + 60).With(EventFlags.Sensitive) with { Outcome = Outcome.Denied }]));

    [Fact]
    public void A_success_after_attack_makes_it_medium_and_a_new_context_as_well_makes_it_high()
    {
        RequestEvent[] attack = [.. Enumerable.Range(0, 12).Select(i => Login((2 * Day) + i, 0, network: 5, visitor: 9)), Entering((2 * Day) + 30)];
        Assert.Equal(Severity.Medium, Assert.Single(Raised([.. attack, Stranger((2 * Day) + 60).With(EventFlags.Sensitive)])).Severity);
        Assert.Equal(Severity.High, Assert.Single(Raised([At(0), .. attack, Stranger((2 * Day) + 60).With(EventFlags.Sensitive)])).Severity);
    }

    [Fact]
    public void An_attack_that_is_known_only_after_the_deed_is_weighed_with_it()
    {
        // The account is entered and its settings are opened before D1 has a finding about the source.
        RequestEvent[] attempts = [.. Enumerable.Range(0, 30).Select(i => Login(i, i + 1, network: 5))];
        RequestEvent[] events = [.. attempts[..5], Entering(5), Stranger(6).With(EventFlags.Sensitive), .. attempts[6..]];
        Assert.Empty(Raised(events[..12]));
        Assert.Contains("D2", Assert.Single(Raised(events)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recovery_in_the_same_session_weakens_what_follows()
    {
        var options = new DetectionOptions();
        options.WeakContext.RecoverySteps.Add("POST /reset");
        var run = new FoldRun(options: options).Live(Post(0, "/reset"), At(120).With(EventFlags.Sensitive));
        Assert.Equal((ActorKind.Session, Severity.Low), run.Raised.Select(f => (f.Subject.Kind, f.Severity)).Single());
        Assert.Empty(new FoldRun(options: options).Live(Post(0, "/reset"), At(601).With(EventFlags.Sensitive)).Raised);
    }

    [Fact]
    public void A_user_of_many_places_is_remembered_in_little()
    {
        var run = new FoldRun().Live(Enumerable.Range(0, 200).Select(i => At(i * 3_600, visitor: i, network: (ulong)i + 1)));
        Assert.InRange(run.Fold.Actor(new(ActorKind.User, new Pseudonym(0x05E4, 1)))!.Detection.Memories["D16"].Marks.Count, 2, 32);
    }

    private static RequestEvent At(double at, int visitor = 1, ulong network = 77) =>
        Page(at, "/account", visitor) with { User = new Pseudonym(0x05E4, 1), Network = network };

    private static RequestEvent Stranger(double at) => At(at, visitor: 9, network: 5);

    private static RequestEvent Entering(double at) => Login(at, 0, succeeds: true, network: 5, visitor: 9) with { User = new Pseudonym(0x05E4, 1) };

    private static List<Finding> Raised(RequestEvent[] events) => [.. new FoldRun().Live(events).Raised.Where(f => f.Rule == "D16")];
}
