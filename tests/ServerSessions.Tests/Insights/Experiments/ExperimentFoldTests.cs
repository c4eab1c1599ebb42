using System.Text.Json;
using ServerSessions.Insights;
using ServerSessions.Insights.Experiments;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights.Experiments;

/// <summary>Which units count in an experiment, and which of their steps.</summary>
public sealed class ExperimentFoldTests
{
    private static readonly Experiment Button = new("button", Goals: ["POST /pay"]);

    [Fact]
    public void Only_a_step_after_the_exposing_one_converts()
    {
        var readout = Read(
            ClosedJourneys.Of(0, 1, "GET /cart", "POST /pay").Exposed("A"),
            ClosedJourneys.Of(0, 2, "POST /pay", "GET /cart").Exposed("A", after: 60),
            ClosedJourneys.Of(0, 3, "GET /cart", "POST /pay").Exposed("A", after: 60),
            ClosedJourneys.Of(0, 4, "GET /cart", "GET /", "POST /pay").Exposed("A", after: 75));
        Assert.Equal((4L, 2L), (readout.Variants[0].Exposures, readout.Variants[0].Metrics[0].Conversions));
        Assert.Equal((45, 60), (readout.Variants[0].Metrics[0].SecondsToConvertP50, readout.Variants[0].Metrics[0].SecondsToConvertP90));
    }

    [Fact]
    public void An_attempt_that_failed_is_no_conversion_and_a_page_that_it_landed_on_is_one()
    {
        var readout = Read(
            ClosedJourneys.Of(0, 1, "GET /cart", "POST /pay").Exposed("A").With(1, s => s with { Outcome = Outcome.Invalid }),
            ClosedJourneys.Of(0, 2, "GET /cart", "POST /order").Exposed("A").With(1, s => s with { Outcome = Outcome.Ok, Landed = "POST /pay" }));
        Assert.Equal(1, readout.Variants[0].Metrics[0].Conversions);
    }

    [Fact]
    public void A_unit_counts_once_over_its_sessions_from_its_first_exposure_on()
    {
        var (day, sessions) = (86_400, new List<Journey>
        {
            ClosedJourneys.Of(0, 1, "GET /cart", "POST /pay"),
            ClosedJourneys.Of(86_400, 1, "GET /cart").Exposed("B"),
            ClosedJourneys.Of(2 * 86_400, 1, "GET /cart").Exposed("B"),
            ClosedJourneys.Of(3 * 86_400, 1, "GET /", "POST /pay"),
            ClosedJourneys.Of(4 * 86_400, 1, "POST /pay"),
        });
        var readout = Read([.. sessions]);
        Assert.Equal((1L, 1L), (readout.Variants[1].Exposures, readout.Variants[1].Metrics[0].Conversions));
        Assert.Equal((2 * day) + 60, readout.Variants[1].Metrics[0].SecondsToConvertP50);
        Assert.Equal(5, readout.Sessions);
    }

    [Fact]
    public void A_unit_that_saw_both_variants_is_counted_and_in_no_figure()
    {
        var readout = Read(
            ClosedJourneys.Of(0, 1, "GET /cart", "POST /pay").Exposed("A"),
            ClosedJourneys.Of(9_000, 1, "GET /cart", "POST /pay").Exposed("B"),
            ClosedJourneys.Of(0, 2, "GET /cart", "POST /pay").Exposed("B"));
        Assert.Equal((1L, 1L), (readout.Exposed, readout.Crossed));
        Assert.Equal((0L, 1L), (readout.Variants[0].Exposures, readout.Variants[1].Exposures));
        Assert.Equal(0, readout.Variants[0].Metrics[0].Conversions);
    }

    [Fact]
    public void A_user_is_one_unit_on_all_devices_and_a_visitor_without_cookie_is_none()
    {
        var users = Read(
            Button with { Unit = ExperimentUnit.User },
            ClosedJourneys.Of(0, 1, "GET /cart").By(7).Exposed("A"),
            ClosedJourneys.Of(900, 2, "GET /", "POST /pay").By(7),
            ClosedJourneys.Of(0, 3, "GET /cart", "POST /pay").Exposed("A"));
        Assert.Equal((1L, 1L), (users.Variants[0].Exposures, users.Variants[0].Metrics[0].Conversions));
        Assert.Equal(0, Read(ClosedJourneys.Of(0, 1, "GET /cart").Exposed("A") with { KeyKind = KeyKind.Daily }).Exposed);
    }

    [Fact]
    public void Without_goals_of_its_own_any_goal_of_the_application_is_the_metric()
    {
        var fold = new ExperimentFold(new Experiment("button"), ["POST /pay", "POST /join"]);
        fold.Add(ClosedJourneys.Of(0, 1, "GET /", "POST /join").Exposed("A"));
        fold.Add(ClosedJourneys.Of(0, 2, "GET /", "POST /pay", "POST /join").Exposed("A"));
        var metric = Assert.Single(new ExperimentEvaluation(fold).Readout().Variants[0].Metrics);
        Assert.Equal(("(any goal)", 2), (metric.Goal, metric.Conversions));
    }

    [Fact]
    public void Below_fifty_exposures_and_five_conversions_nothing_is_compared()
    {
        var readout = Read([.. Crowd("A", 49, 20), .. Crowd("B", 200, 80, first: 1_000)]);
        Assert.Equal(ExperimentState.RatioMismatch, readout.State);
        readout = Read([.. Crowd("A", 49, 20), .. Crowd("B", 49, 20, first: 1_000)]);
        Assert.Equal((ExperimentState.NotEnoughData, null), (readout.State, readout.Variants[1].Metrics[0].Lift));
        Assert.StartsWith("Not enough data", readout.Message, StringComparison.Ordinal);
        readout = Read([.. Crowd("A", 50, 5), .. Crowd("B", 50, 4, first: 1_000)]);
        Assert.Equal((ExperimentState.NotEnoughData, false), (readout.State, readout.Variants[1].Metrics[0].IsEnough));
        readout = Read([.. Crowd("A", 50, 5), .. Crowd("B", 50, 5, first: 1_000)]);
        Assert.Equal((ExperimentState.Running, 0.0), (readout.State, readout.Variants[1].Metrics[0].Lift));
    }

    [Fact]
    public void A_clear_winner_is_decided_with_its_interval_around_the_lift()
    {
        var readout = Read([.. Crowd("A", 2_000, 200), .. Crowd("B", 2_000, 300, first: 5_000)]);
        var metric = readout.Variants[1].Metrics[0];
        Assert.Equal((ExperimentState.Decided, true), (readout.State, metric.IsDecided));
        Assert.Equal(0.5, metric.Lift!.Value, 6);
        Assert.InRange(metric.Low!.Value, 0.01, 0.5);
        Assert.InRange(metric.High!.Value, 0.5, 1.5);
        Assert.InRange(metric.ChanceToWin!.Value, 0.9999, 1);
        Assert.InRange(metric.P!.Value, 0, 0.01);
        Assert.Null(readout.Variants[0].Metrics[0].Lift);
    }

    [Fact]
    public void A_broken_ratio_decides_nothing_whatever_the_figures_say()
    {
        var readout = Read([.. Crowd("A", 2_000, 200), .. Crowd("B", 1_500, 300, first: 5_000)]);
        Assert.Equal((ExperimentState.RatioMismatch, true, false), (readout.State, readout.SampleRatio.IsMismatch, readout.Variants[1].Metrics[0].IsDecided));
        Assert.False(Read([.. Crowd("A", 90, 9), .. Crowd("B", 5, 1, first: 1_000)]).SampleRatio.IsChecked);
    }

    [Fact]
    public void Weights_are_what_the_ratio_is_held_against()
    {
        var uneven = new Experiment("button", [new ExperimentVariant("A", 9), new ExperimentVariant("B")], ["POST /pay"]);
        Assert.False(Read(uneven, [.. Crowd("A", 900, 90), .. Crowd("B", 100, 10, first: 5_000)]).SampleRatio.IsMismatch);
        Assert.True(Read(uneven, [.. Crowd("A", 500, 90), .. Crowd("B", 500, 10, first: 5_000)]).SampleRatio.IsMismatch);
    }

    [Fact]
    public void Only_what_was_evident_before_the_exposure_leaves_a_unit_out()
    {
        var late = ClosedJourneys.Of(0, 1, "GET /cart", "POST /pay").Exposed("A");
        var readout = Read(
            Experiment: Button, peopleOnly: true,
            // The variant may be what makes them conspicuous: they count.
            Attack(late, raisedAfter: 30), Attack(ClosedJourneys.Of(0, 2, "GET /cart", "POST /pay").Exposed("A"), raisedAfter: 30, kind: "alert"),
            Attack(ClosedJourneys.Of(0, 3, "GET /cart", "POST /pay").Exposed("A", after: 60), raisedAfter: 30),
            // An attack long before, and a conversion in another session.
            Attack(ClosedJourneys.Of(0, 4, "GET /", "GET /"), raisedAfter: 30), ClosedJourneys.Of(90_000, 4, "GET /cart", "POST /pay").Exposed("A"),
            ClosedJourneys.Of(0, 5, "GET /cart", "POST /pay").Exposed("A") with { Client = "Googlebot, crawler", Actor = SessionActor.Crawler, ActorReason = ActorReason.ClaimedName },
            ClosedJourneys.Of(0, 6, "GET /", "GET /") with { Client = "curl 8, other, HTTP library", Actor = SessionActor.Tool, ActorReason = ActorReason.HttpLibrary });
        Assert.Equal((2L, 2L), (readout.Variants[0].Exposures, readout.Variants[0].Metrics[0].Conversions));
        Assert.Equal(["crawler 1", "attacker 2"], readout.LeftOut.Select(c => $"{c.Name} {c.Count}"));
        Assert.Equal(5, Read(Button, peopleOnly: false, late, ClosedJourneys.Of(0, 2, "GET /cart").Exposed("A"), ClosedJourneys.Of(0, 3, "GET /cart").Exposed("A"), ClosedJourneys.Of(0, 4, "GET /cart").Exposed("A"), ClosedJourneys.Of(0, 5, "GET /cart").Exposed("A")).Variants[0].Exposures);
    }

    private static Journey Attack(Journey journey, double raisedAfter, string kind = "finding") => journey with
    {
        Actor = SessionActor.Attacker,
        ActorReason = ActorReason.OpenFinding,
        Alerts = kind == "alert" ? [new SessionAlert("alert_1", "D1", Severity.High, journey.Start.AddSeconds(raisedAfter))] : [],
        Findings = kind == "alert" ? [] : [SampleAlert.Of().Finding with
        {
            Severity = Severity.Medium, PreviousSeverity = null, First = journey.Start, Raised = journey.Start.AddSeconds(raisedAfter), Last = journey.Start.AddSeconds(raisedAfter + 500),
        }],
    };

    private static ExperimentReadout Read(Experiment Experiment, bool peopleOnly, params Journey[] journeys)
    {
        var (one, other) = (new ExperimentFold(Experiment, [], peopleOnly), new ExperimentFold(Experiment, [], peopleOnly));
        foreach (var (journey, i) in journeys.Select((j, i) => (j, i)))
            (i % 2 == 0 ? one : other).Add(journey);
        one.Merge(other);
        return new ExperimentEvaluation(one).Readout();
    }

    [Fact]
    public void Two_metrics_are_corrected_for_being_two()
    {
        var two = new Experiment("button", Goals: ["POST /pay", "GET /help"]);
        var metrics = Read(two, [.. Crowd("A", 2_000, 200), .. Crowd("B", 2_000, 280, first: 5_000)]).Variants[1].Metrics;
        Assert.Equal(metrics[0].P, metrics[0].AdjustedP); // nobody asked for help: there is one comparison
        metrics = Read(two, [.. Crowd("A", 2_000, 200, then: "GET /help"), .. Crowd("B", 2_000, 280, first: 5_000, then: "GET /help")]).Variants[1].Metrics;
        Assert.Equal(2 * metrics[0].P!.Value, metrics[0].AdjustedP!.Value, 12);
    }

    [Fact]
    public void Guardrails_count_errors_slowness_and_leaving_from_the_exposing_step_on()
    {
        var readout = Read([.. Crowd("A", 200, 20), .. Crowd("B", 200, 20, first: 5_000).Select((j, i) => i < 60 ? Worse(j) : j)]);
        var (errors, slow, left) = (readout.Variants[1].Guardrails[0], readout.Variants[1].Guardrails[1], readout.Variants[1].Guardrails[2]);
        Assert.All(readout.Variants[1].Guardrails, g => Assert.Equal(GuardrailState.Harmed, g.State));
        Assert.Equal(60.0 / 420, errors.Value!.Value, 6);
        Assert.InRange(slow.Value!.Value, 855, 945);
        Assert.Equal(0.3, left.Value!.Value, 6);
        Assert.True(readout.Variants[1].FrictionMean > readout.Variants[0].FrictionMean);
        Assert.All(readout.Variants[0].Guardrails, g => Assert.Equal(GuardrailState.Ok, g.State));

        // The same before the exposure is not the variant's.
        var before = Read([.. Crowd("A", 200, 20), .. Crowd("B", 200, 20, first: 5_000)
            .Select((j, i) => i < 60 ? Worse(j, j with { Steps = [j.Steps[0] with { Time = j.Start.AddMinutes(-1) }, .. j.Steps] }) : j)]);
        Assert.Equal(GuardrailState.Ok, before.Variants[1].Guardrails[0].State);

        static Journey Worse(Journey journey, Journey? with = null) => (with ?? journey).With(0, s => s with { Outcome = Outcome.Failed, Server = TimeSpan.FromMilliseconds(900) })
            with
        { Class = JourneyClass.Abandoned };
    }

    [Fact]
    public void Live_by_the_hour_and_recomputed_in_any_order_it_gives_the_same()
    {
        var random = new Random(12);
        var journeys = Enumerable.Range(0, 3_000).Select(i =>
        {
            var visitor = random.Next(700);
            var walk = ClosedJourneys.Of(random.Next(400_000), visitor, random.Next(3) == 0 ? ["GET /", "POST /pay", "GET /"] : ["GET /", "GET /cart"]);
            return random.Next(2) == 0 ? walk.Exposed(visitor % 50 == 0 && random.Next(2) == 0 ? "B" : visitor % 2 == 0 ? "A" : "B", after: random.Next(100)) : walk;
        }).ToList();
        var live = Fold(journeys);
        var hours = journeys.GroupBy(j => j.Id.Milliseconds / 3_600_000).Select(g => Fold(g)).ToList();
        var merged = Fold([]);
        foreach (var hour in hours.OrderBy(_ => random.Next()))
            merged.Merge(hour);
        Assert.InRange(hours.Count, 100, 120);
        Assert.Equal(Text(live), Text(merged));
        Assert.Equal(Text(live), Text(Fold(journeys.OrderBy(_ => random.Next()))));
        Assert.InRange(new ExperimentEvaluation(live).Readout().Crossed, 1, 700);

        static string Text(ExperimentFold fold) => JsonSerializer.Serialize(new ExperimentEvaluation(fold).Readout());
    }

    private static IEnumerable<Journey> Crowd(string variant, int units, int converting, int first = 1, string? then = null)
    {
        for (var i = 0; i < units; i++)
            yield return (i >= converting ? ClosedJourneys.Of(i, first + i, "GET /cart", "GET /")
                : then is null ? ClosedJourneys.Of(i, first + i, "GET /cart", "GET /", "POST /pay")
                : ClosedJourneys.Of(i, first + i, "GET /cart", "GET /", "POST /pay", then)).Exposed(variant);
    }

    private static ExperimentReadout Read(params Journey[] journeys) => Read(Button, journeys);

    private static ExperimentReadout Read(Experiment experiment, params Journey[] journeys) => new ExperimentEvaluation(Fold(journeys, experiment)).Readout();

    private static ExperimentFold Fold(IEnumerable<Journey> journeys, Experiment? experiment = null)
    {
        var fold = new ExperimentFold(experiment ?? Button, []);
        foreach (var journey in journeys)
            fold.Add(journey);
        return fold;
    }
}
