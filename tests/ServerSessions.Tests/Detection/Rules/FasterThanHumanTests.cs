using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class FasterThanHumanTests
{
    private static readonly EndpointCatalog Forms = new("1",
    [
        new("GET /form", HttpVerb.Get, "/form", [], null, EventFlags.None, null),
        new("form.send", HttpVerb.Post, "/form", [], null, EventFlags.None, null) { IsForm = true },
    ]);

    [Theory]
    [InlineData(2, 0.3, 0)]
    [InlineData(3, 0.3, 1)]
    [InlineData(3, 1.02, 0)] // a second after the page was there
    public void Three_forms_sent_within_a_second_of_their_pages_are_reported(int forms, double after, int alerts) =>
        Assert.Equal(alerts, Raised([.. Enumerable.Range(0, forms).SelectMany(i => Filled(i * 30, after))]).Count);

    [Fact]
    public void A_form_by_another_name_than_its_page_is_known_by_its_route() =>
        Assert.Single(new FoldRun(catalog: Forms).Live(
            Enumerable.Range(0, 3).SelectMany(i => new[] { Page(i * 30, "/form"), Post((i * 30) + 0.4, "/form") with { Step = "form.send" } })).Raised);

    [Fact]
    public void A_double_click_is_one_form() =>
        Assert.Empty(Raised([.. Filled(0, 0.3), Sent(0.5), .. Filled(30, 0.3), Sent(30.6)]));

    [Fact]
    public void Password_managers_sign_in_at_once() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 9).SelectMany(i => Filled(i * 30, 0.3)).Select(e => e.With(e.Verb == HttpVerb.Post ? EventFlags.LoginEndpoint : 0))]));

    [Theory]
    [InlineData(80, 0.5, 1)]
    [InlineData(80, 2.5, 0)]
    [InlineData(36, 0.5, 0)] // over before it has lasted
    public void A_pace_beyond_a_person_is_reported_once_it_has_lasted(int pages, double gap, int alerts) =>
        Assert.Equal(alerts, Raised(Uneven(pages, gap)).Count);

    [Theory]
    [InlineData(1, 1)] // nothing led to any page: one program
    [InlineData(3, 0)] // two of three pages were led to by another: people behind one address
    public void A_key_that_may_be_many_people_is_judged_by_whether_links_are_followed(int typedOneOf, int alerts) =>
        Assert.Equal(alerts, Raised([.. Uneven(80, 0.5).Select((e, i) =>
            e.With(typedOneOf > 1 && i % typedOneOf != 0 ? EventFlags.SameOrigin : 0) with { KeyKind = KeyKind.Daily })]).Count);

    [Fact]
    public void Of_many_people_one_has_the_page_and_another_sends_the_form() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 9).SelectMany(i => Filled(i * 30, 0.3)).Select(e => e with { KeyKind = KeyKind.Daily })]));

    [Fact]
    public void Fifty_tabs_that_are_restored_at_once_are_no_pace() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 50).Select(i => Page(i * 0.1, $"/p{i}"))]));

    [Fact]
    public void Links_opened_in_a_row_and_read_afterwards_are_no_pace() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 5).SelectMany(round => Enumerable.Range(0, 12).Select(i => Page((round * 180) + (i * 0.4), $"/p{round}-{i}")))]));

    [Fact]
    public void Scripts_of_a_page_may_be_as_fast_as_they_like() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 500).Select(i => Api(i * 0.2, $"/api/{i}"))]));

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.9, 0)]
    public void Page_after_page_as_even_as_a_clock_is_reported(double jitter, int alerts)
    {
        var random = new Random(5);
        var time = 0.0;
        Assert.Equal(alerts, Raised([.. Enumerable.Range(0, 64).Select(i => Page(time += 4 * (1 + (jitter * (random.NextDouble() - 0.5) * 2)), $"/p{i}"))]).Count);
    }

    [Fact]
    public void A_page_that_reloads_itself_and_a_few_that_take_turns_are_no_clock()
    {
        Assert.Empty(Raised([.. Enumerable.Range(0, 64).Select(i => Page(i * 10, "/status"))]));
        Assert.Empty(Raised([.. Enumerable.Range(0, 64).Select(i => Page(i * 10, $"/slide{i % 5}"))]));
    }

    [Fact]
    public void A_client_that_names_itself_a_program_does_not_claim_to_be_a_person()
    {
        var run = new FoldRun().Live(Enumerable.Range(0, 100).Select(i => Page(i * 0.5, $"/p{i}") with { Client = "other, other, other" })).End();
        Assert.Empty(run.Raised);
        Assert.Equal((Severity.Info, "D11"), Assert.Single(run.Closed.Single().Findings) is var f ? (f.Severity, f.Rule) : default);
    }

    [Fact]
    public void Two_of_the_signs_are_worth_more_than_one()
    {
        var run = new FoldRun().Live([.. Enumerable.Range(0, 3).SelectMany(i => Filled(i * 30, 0.3)), .. Enumerable.Range(0, 60).Select(i => Page(100 + (i * 0.5), $"/p{i}"))]);
        Assert.Equal((Severity.Low, Severity.Medium), (run.Alerts[0].Alert.Finding.Severity, run.Alerts[^1].Alert.Finding.Severity));
    }

    [Fact]
    public void The_rule_keeps_no_memory_of_people()
    {
        var run = new FoldRun().Live([.. Uneven(40, 5), Post(300, "/form")]);
        Assert.True(run.Fold.Session(Visitor(1))!.Detection.IsEmpty);
    }

    // As people are: half as long, or half as long again.
    private static RequestEvent[] Uneven(int pages, double gap)
    {
        var random = new Random(3);
        var time = 0.0;
        return [.. Enumerable.Range(0, pages).Select(i => Page(time += gap * (0.5 + random.NextDouble()), $"/p{i}"))];
    }

    private static RequestEvent[] Filled(double at, double after) => [Page(at, "/form") with { Step = "form" }, Sent(at + after)];

    private static RequestEvent Sent(double at) => Post(at, "/form") with { Step = "form" };

    private static List<Finding> Raised(RequestEvent[] events) => [.. new FoldRun().Live(events).Until(10_000).Raised];
}
