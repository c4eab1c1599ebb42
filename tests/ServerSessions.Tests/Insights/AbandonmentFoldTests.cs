using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

public class AbandonmentFoldTests
{
    private static readonly Flow Checkout = new("checkout", ["cart", "pay", "done"]);

    [Fact]
    public void A_flow_is_left_at_its_last_visited_step_by_how_that_ended()
    {
        var flow = Run(Walks.Of("cart pay?card x"), Walks.Of("cart pay?card"), Walks.Of("pay!"), Walks.Of("cart pay done"), Walks.Of("x")).Flows[0];
        Assert.Equal((4, 1, 3), (flow.Entered, flow.Completed, flow.Abandoned));
        Assert.Equal("pay", Assert.Single(flow.Left).Step);
        Assert.Equal(["invalid: card 2", "failed 1"], flow.Left[0].Causes.Select(c => $"{c.Cause} {c.Count}"));
    }

    [Theory]
    [InlineData(7, 1, 1)]
    [InlineData(7.01, 1, 0)]
    [InlineData(-1, 1, 0)]
    [InlineData(1, 2, 0)]
    public void A_visitor_who_finishes_within_seven_days_is_recovered(double days, int user, long recovered)
    {
        var flow = Run(Walks.Of("cart", user: 1), Walks.Of("done", Walks.Monday.AddDays(days), user)).Flows[0];
        Assert.Equal((1, recovered), (flow.Abandoned, flow.Recovered!.Value));
    }

    [Fact]
    public void A_form_that_was_shown_and_not_sent_with_success_is_an_unfinished_task()
    {
        var form = Assert.Single(Run(
            Form("GET /c"), Form("GET /c", "POST /c?email", "POST /c?email", "POST /c?zip"), Form("GET /c", "POST /c?email", "POST /c"), Form("POST /c"), Form("GET /x")).Forms);
        Assert.Equal(("/c", 3, 2, 1, 2, 6), (form.Form, form.Shown, form.Tried, form.Finished, form.Abandoned, form.Tries));
        Assert.Equal([new NamedCount("email", 3), new NamedCount("zip", 1)], form.FailingFields);
    }

    [Fact]
    public void A_page_and_a_change_with_one_event_name_are_a_form_and_a_page_alone_is_none()
    {
        var report = Run(
            Named(("address", StepKind.Page, "")), Named(("address", StepKind.Page, ""), ("address", StepKind.Action, "zip"), ("address", StepKind.Action, "ok")),
            Named(("home", StepKind.Page, ""), ("cart.add", StepKind.Action, "ok"), ("order", StepKind.Custom, ""), ("PUT /x", StepKind.Action, "ok")));
        var form = Assert.Single(report.Forms);
        Assert.Equal(("address", 2, 1, 1, 1, 2), (form.Form, form.Shown, form.Tried, form.Finished, form.Abandoned, form.Tries));
        Assert.Equal([new NamedCount("zip", 1)], form.FailingFields);
    }

    private static Journey Named(params (string Name, StepKind Kind, string Field)[] steps) => Walks.Of("home") with
    {
        Steps = [.. steps.Select((s, i) => new Step
        {
            Name = s.Name,
            Time = Walks.Monday.AddSeconds(i * 10),
            Kind = s.Kind,
            Outcome = s.Field == "zip" ? Outcome.Invalid : Outcome.Ok,
            Fields = s.Field == "zip" ? ["zip"] : [],
        })],
    };

    private static Journey Form(params string[] steps) => Walks.Of(steps.Select((s, i) => Walks.Step(s, Walks.Monday.AddSeconds(i * 10))));

    private static AbandonmentReport Run(params Journey[] journeys)
    {
        var fold = new AbandonmentFold([Checkout], new Recoveries());
        foreach (var journey in journeys)
            fold.Add(journey);
        return fold.Result();
    }
}
