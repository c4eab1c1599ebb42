using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Model.Notices;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>A form of another site that has signed a visitor in is a step of the session that shows the sign-in next, counted once.</summary>
public sealed class FormOfAnotherSiteTests
{
    private const int Form = 2;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_form_is_a_step_of_the_session_that_shows_its_sign_in(bool restarting)
    {
        var run = new FoldRun(restarting: restarting).Live(Page(0, "/cart"), SignIn(10), Returned(11, "/mine"), Page(20, "/cart").From(7)).End();
        AssertJoined(run);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_may_be_folded_after_the_page_that_follows_it(bool restarting)
    {
        var run = new FoldRun(restarting: restarting).Add(Page(0, "/cart"), Returned(11, "/mine"), SignIn(10), Page(20, "/cart").From(7)).End();
        AssertJoined(run);
    }

    [Fact]
    public void The_step_is_there_while_the_session_is_open()
    {
        var run = new FoldRun().Live(Page(0, "/cart"), SignIn(10), Returned(11, "/mine"));
        Assert.Equal(["GET /cart", "POST /signin"], run.Fold.Session(Visitor(1))!.Build(JourneySettings.Default, CloseReason.Idle).Steps.Select(s => s.Name));
        Assert.True(run.Fold.Session(Visitor(Form))!.IsHidden);
    }

    [Fact]
    public void A_visit_that_begins_with_the_form_begins_at_its_time()
    {
        var run = new FoldRun().Live(SignIn(10), Returned(11, "/mine").With(EventFlags.FirstContact)).End();
        var journey = Assert.Single(run.Closed);
        Assert.Equal((Visitor(1), UnixTime.ToDate(At(10))), (journey.Key, journey.Start));
        Assert.Equal("POST /signin", Assert.Single(journey.Steps).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_event_recorded_in_the_form_moves_to_its_session(bool isAskedFirst)
    {
        RequestEvent[] form = [SignIn(10), Custom(10, "signed.in", Form) with { KeyKind = KeyKind.CrossSite, Detail = new EventDetail { Properties = [new("by", "saml")] } }];
        var run = new FoldRun().Add(isAskedFirst ? [Returned(11, "/mine"), .. form] : [.. form, Returned(11, "/mine")]).End();
        var recorded = Assert.Single(Assert.Single(run.Closed).Steps, s => s.Kind == StepKind.Custom);
        Assert.Equal("signed.in", recorded.Name);
    }

    [Fact]
    public void A_declared_step_that_it_was_counts_as_reached()
    {
        var catalog = new EndpointCatalog("1",
        [
            new("POST /signin", HttpVerb.Post, "/signin", [], null, EventFlags.None, null),
            new("POST /pay", HttpVerb.Post, "/pay", ["POST /signin"], null, EventFlags.None, null),
        ]);
        Assert.Empty(new FoldRun(catalog: catalog).Live(SignIn(10), Returned(11, "/mine"), Post(20, "/pay").From(7)).End().Raised);
    }

    [Fact]
    public void It_is_handed_to_the_first_browser_that_shows_its_sign_in()
    {
        var run = new FoldRun().Live(SignIn(10), Returned(11, "/mine"), Returned(12, "/mine", visitor: 3)).End();
        Assert.Equal([1], run.Closed.Select(j => j.Steps.Count(s => s.Name == "POST /signin")).Where(n => n > 0));
        Assert.Equal(2, run.Closed.Count);
    }

    [Fact]
    public void Without_a_sign_in_that_names_it_it_is_in_no_session()
    {
        var run = new FoldRun().Live(Page(0, "/cart"), SignIn(10), Page(11, "/mine").From(7)).End();
        Assert.DoesNotContain(Assert.Single(run.Closed).Steps, s => s.Name == "POST /signin");
    }

    [Fact]
    public void A_form_with_a_finding_stays_a_session_of_its_own()
    {
        var rule = new ScriptedDetector("T1", ActorKind.Session, c =>
        {
            if (c.IsCookieWithheld)
                c.Raise(Severity.Low, "so", [c.Mark()]);
        });
        var run = new FoldRun(detectors: [rule]).Live(SignIn(10), Returned(11, "/mine")).End();
        Assert.Equal([Visitor(1), Visitor(Form)], run.Closed.Select(j => j.Key).OrderBy(k => k != Visitor(1)));
        Assert.Single(run.Closed.SelectMany(j => j.Steps), s => s.Name == "POST /signin");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void What_a_rule_finds_about_it_later_is_in_the_session_that_has_its_step(bool isOver, bool restarting)
    {
        var run = new FoldRun(detectors: [LaterThan(isOver ? 1_500 : 30)], restarting: restarting)
            .Live(Page(0, "/cart"), SignIn(10), Returned(11, "/mine"));
        // The form is looked at longer than the session lives that has its step.
        if (isOver)
            run.Live(Post(20, "/signout").From(7).With(EventFlags.SignedOut));
        AssertFound(run.Until(1_600).End());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_found_about_an_actor_is_in_the_session_that_has_its_step(bool isOver)
    {
        var run = new FoldRun(detectors: []).Live(Page(0, "/cart"), SignIn(10), Returned(11, "/mine"));
        if (isOver)
            run.Live(Post(20, "/signout").From(7).With(EventFlags.SignedOut)).Until(100);
        var form = run.Fold.Session(Visitor(Form))!.Id;
        run.Fold.Apply(new Signal(ActorKind.Session, default, form, SessionFindingNotice.Of(SampleAlert.Of())), EndpointCatalog.Empty);
        AssertFound(run.Until(101).End());
    }

    private static ScriptedDetector LaterThan(double seconds) => new(
        "T1", ActorKind.Session,
        c =>
        {
            if (!c.IsCookieWithheld)
                return;
            c.Memory.Add(c.Mark());
            c.WakeAt(c.Now + TimeSpan.FromSeconds(seconds));
        },
        c => c.Raise(Severity.Low, "so", c.Memory.Marks));

    private static void AssertFound(FoldRun run)
    {
        Assert.DoesNotContain(run.Closed, j => j.Key == Visitor(Form));
        var journey = Assert.Single(run.Closed, j => j.Steps.Any(s => s.Name == "POST /signin"));
        Assert.Equal(Visitor(1), journey.Key);
        Assert.Single(journey.Findings);
    }

    private static void AssertJoined(FoldRun run)
    {
        var journey = Assert.Single(run.Closed);
        Assert.Equal(Visitor(1), journey.Key);
        Assert.Equal(["GET /cart", "POST /signin", "GET /cart"], journey.Steps.Select(s => s.Name));
        Assert.Equal("GET /mine", journey.Steps[1].Landed);
        Assert.Null(journey.Previous);
        Assert.Equal(4, journey.Requests);
    }

    private static RequestEvent SignIn(double at) => Post(at, "/signin", Form).From(7).With(EventFlags.FirstContact) with { KeyKind = KeyKind.CrossSite };

    private static RequestEvent Returned(double at, string path, int visitor = 1) =>
        Page(at, path, visitor) with { User = new Pseudonym(0x05E4, 8), Detail = new EventDetail { Before = Visitor(Form) } };
}
