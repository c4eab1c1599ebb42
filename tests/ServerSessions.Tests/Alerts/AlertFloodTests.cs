using System.Text.Json;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Alerts;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Alerts;

/// <summary>A flood of equal triggers is an alert and one summary an hour, which says exactly how many were not sent.</summary>
public sealed class AlertFloodTests
{
    [Fact]
    public async Task A_hundred_thousand_equal_triggers_are_one_alert_and_one_summary_with_the_exact_count()
    {
        const int Triggers = 100_000;
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        var alert = Flood(Triggers, out var first);
        // As a commit leaves it: the alert when it was raised, the document as it stands.
        await delivery.AcceptAsync(first with { Finding = Now(first.Finding, delivery.Time) });
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        await delivery.Documents.PutAsync(1, AlertJson.Table, alert.Id, 0, AlertJson.Encode(alert), null, CancellationToken.None);

        delivery.Time.Advance(AlertDispatcher.SummaryAfter + TimeSpan.FromSeconds(6));
        await delivery.AdvanceUntilAsync(() => receiver.Received.Count == 2 ? "both" : null);

        Assert.Equal([alert.Id, alert.Id + ".summary"], receiver.Received.Select(r => r.Headers["webhook-id"].ToString()));
        var sent = JsonDocument.Parse(receiver.Received[0].Body).RootElement.GetProperty("data").GetProperty("count").GetInt32();
        var summary = JsonDocument.Parse(receiver.Received[1].Body).RootElement.GetProperty("data");
        Assert.Equal((Triggers, Triggers - sent), (summary.GetProperty("count").GetInt32(), summary.GetProperty("suppressed").GetInt32()));
    }

    [Fact]
    public async Task An_alert_that_nothing_came_to_has_no_summary()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        var alert = SampleAlert.Of() with { Finding = Now(SampleAlert.Of().Finding, delivery.Time) };
        await delivery.Documents.PutAsync(1, AlertJson.Table, alert.Id, 0, AlertJson.Encode(alert), null, CancellationToken.None);
        await delivery.AcceptAsync(alert);
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        delivery.Time.Advance(AlertDispatcher.SummaryAfter + TimeSpan.FromSeconds(6));
        await delivery.AdvanceUntilAsync(() => delivery.Documents.All(DeliveryStore.Table).Count == 1 ? "gone" : null);
        Assert.Single(receiver.Received);
    }

    // All within one hour, about one session.
    private static Alert Flood(int triggers, out Alert first)
    {
        var rule = new ScriptedDetector("T1", ActorKind.Session, c => c.Raise(Severity.High, "Again.", [c.Mark()]));
        var run = new FoldRun(detectors: [rule]);
        run.Live(Enumerable.Range(0, triggers).Select(i => Page(i * 0.03, "/same")));
        first = run.Alerts.First(a => a.IsNew).Alert;
        Assert.Single(run.Raised);
        return run.Alerts[^1].Alert;
    }

    private static Finding Now(Finding finding, TimeProvider time) => finding with { Raised = time.GetUtcNow() };
}
