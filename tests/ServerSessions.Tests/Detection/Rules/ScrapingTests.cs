using System.Collections.Frozen;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class ScrapingTests
{
    [Fact]
    public void Items_one_after_the_other_far_above_the_usual_number_are_scraping()
    {
        var finding = Assert.Single(Raised(Walk(500)));
        Assert.Equal(("D17", ActorKind.Session, Severity.Medium), (finding.Rule, finding.Subject.Kind, finding.Severity));
        Assert.Contains("99 of 100 sessions ask for 12 at most", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(150, 12, 0)] // fewer than two hundred
    [InlineData(500, 100, 0)] // ten times what is usual would be a thousand
    [InlineData(2_000, 100, 1)]
    public void Both_the_number_and_the_usual_decide(int items, int usual, int findings) =>
        Assert.Equal(findings, Raised(Walk(items, seconds: 1), usual: usual).Count);

    [Fact]
    public void A_visitor_who_returns_to_items_already_seen_is_a_person() =>
        Assert.Empty(Raised([.. Walk(900, seconds: 2).Select((e, i) => e with { Parameters = (ulong)(i / 3) + 1 })]));

    [Fact]
    public void Slower_than_two_hundred_an_hour_is_none() => Assert.Empty(Raised(Walk(600, seconds: 20)));

    [Fact]
    public void A_client_that_keeps_no_cookie_is_seen_by_its_source()
    {
        var walk = Walk(500).Select((e, i) => e.With(EventFlags.FirstContact) with { Key = Visitor(i) }).ToArray();
        Assert.Equal(ActorKind.Source, Assert.Single(Raised(walk)).Subject.Kind);
    }

    [Theory]
    [InlineData(999, 10, 0)]
    [InlineData(1_000, 0, 1)]
    [InlineData(60, 14, 1)]
    [InlineData(49, 30, 0)]
    public void It_is_silent_until_there_is_a_baseline(int sessions, double days, int findings) =>
        Assert.Equal(findings, Raised(Walk(500), sessions: sessions, days: days).Count);

    [Fact]
    public void An_endpoint_without_a_baseline_is_not_judged() =>
        Assert.Empty(Raised([.. Walk(500).Select(e => e with { Step = "GET /new/{id}" })]));

    [Fact]
    public void A_session_of_few_requests_is_remembered_nothing_of_and_a_long_one_is_bounded()
    {
        var run = Run(12, 5_000, 0).Live(Walk(50));
        Assert.True(run.Fold.Session(Visitor(1))!.Detection.IsEmpty);
        run = Run(12, 5_000, 0).Live(Walk(3_000, seconds: 0.5).Select((e, i) => e with { Step = $"GET /goods{i % 7}/{{id}}" }));
        Assert.InRange(run.Fold.Session(Visitor(1))!.Detection.Memories["D17"].Marks.Count, 10, 130);
    }

    [Fact]
    public void A_user_who_shows_another_session_cookie_for_every_few_items_is_found()
    {
        var finding = Assert.Single(Raised([.. Walk(800).Select((e, i) => (e with { Key = Visitor(i / 40) }).From(1))]));
        Assert.Equal((ActorKind.User, Severity.Medium), (finding.Subject.Kind, finding.Severity));
        Assert.Equal(ActorKind.Session, Assert.Single(Raised([.. Walk(800).Select(e => e.From(1))])).Subject.Kind);
        Assert.Empty(Raised([.. Walk(800).Select((e, i) => (e with { Key = Visitor(i / 40) }).From(i / 40))]));
    }

    private static RequestEvent[] Walk(int items, double seconds = 3) =>
        [.. Enumerable.Range(0, items).Select(i => Page(i * seconds, "/goods/{id}") with { Parameters = ((ulong)i + 1) * 0x9E37_79B9_7F4A_7C15 })];

    private static List<Finding> Raised(RequestEvent[] events, int usual = 12, int sessions = 5_000, double days = 0) =>
        [.. Run(usual, sessions, days).Live(events).Raised];

    private static FoldRun Run(int usual, int sessions, double days) => new(
        detectors: [new Scraping(new ScrapingOptions())],
        baselines: new Baselines
        {
            Sessions = sessions,
            Days = days,
            Items = Enumerable.Range(0, 7).Select(i => $"GET /goods{i}/{{id}}").Append("GET /goods/{id}").ToFrozenDictionary(s => s, _ => new ItemBaseline(usual, 400)),
        });
}
