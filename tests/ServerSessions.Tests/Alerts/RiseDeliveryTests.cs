using System.Text.Json;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

/// <summary>A rise in severity is one more message about the alert, sent once.</summary>
public sealed class RiseDeliveryTests
{
    [Fact]
    public async Task Each_rise_is_delivered_once_and_names_the_severity_before()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        for (var again = 0; again < 2; again++)
        {
            await delivery.AcceptAsync(1, new StreamPosition(1, 1), Of(Severity.Low, null));
            await delivery.AcceptAsync(1, new StreamPosition(1, 2), Of(Severity.Medium, Severity.Low));
            await delivery.AcceptAsync(1, new StreamPosition(1, 3), Of(Severity.High, Severity.Medium));
        }

        await delivery.Documents.UntilAsync(() => delivery.Deliveries() is { Count: 3 } all && all.All(d => d.State == DeliveryState.Delivered) ? "all" : null);
        var sent = receiver.Received.ToDictionary(r => r.Headers["webhook-id"].ToString(), r => JsonDocument.Parse(r.Body).RootElement.GetProperty("data"));
        Assert.Equal(["al_1", "al_1.high", "al_1.medium"], sent.Keys.Order(StringComparer.Ordinal));
        Assert.False(sent["al_1"].TryGetProperty("previousSeverity", out _));
        Assert.Equal("low", sent["al_1.medium"].GetProperty("previousSeverity").GetString());
        Assert.Equal(("high", "medium"), (sent["al_1.high"].GetProperty("severity").GetString(), sent["al_1.high"].GetProperty("previousSeverity").GetString()));
    }

    [Fact]
    public async Task A_target_with_a_minimum_severity_gets_the_alert_when_it_first_reaches_it()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        var handler = new RecordingHandler();
        await using var delivery = await AlertDelivery.StartAsync(
            options =>
            {
                options.AllowInsecureLoopback = true;
                options.Subscriptions.Add(AlertDelivery.Subscription(receiver.Url) with { MinSeverity = Severity.High });
            },
            handlers: handler);
        await delivery.AcceptAsync(1, new StreamPosition(1, 1), Of(Severity.Low, null));
        await delivery.AcceptAsync(1, new StreamPosition(1, 2), Of(Severity.High, Severity.Low));
        await delivery.Documents.UntilAsync(() => delivery.Deliveries() is { Count: 3 } all && all.All(d => d.State == DeliveryState.Delivered) ? "all" : null);
        Assert.Equal("al_1.high", Assert.Single(receiver.Received).Headers["webhook-id"].ToString());
        Assert.Equal([null, Severity.Low], handler.Alerts.Select(a => a.Finding.PreviousSeverity).Order());
    }

    [Fact]
    public async Task The_summary_counts_from_what_the_message_of_the_rise_has_reported()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(1, new StreamPosition(1, 1), Of(Severity.Low, null, count: 3));
        await delivery.AcceptAsync(1, new StreamPosition(1, 2), Of(Severity.Medium, Severity.Low, count: 9));
        var summary = Assert.Single(delivery.Documents.All(DeliveryStore.Table).Select(d => DeliveryStore.Decode(d.Data.Span)), d => d.IsUnwritten);
        Assert.Equal(9, summary.Sent);
    }

    private static Alert Of(Severity severity, Severity? previous, int count = 31)
    {
        var alert = SampleAlert.Of(severity: severity);
        return alert with { Finding = alert.Finding with { PreviousSeverity = previous, Count = count } };
    }
}
