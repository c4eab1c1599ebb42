using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

public sealed class AlertMetricsTests
{
    [Fact]
    public async Task Attempts_are_counted_by_result()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(404, 200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        var results = new ConcurrentQueue<string?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, each) =>
            {
                if (instrument.Meter.Scope == delivery.Meters && instrument.Name == "serversessions.alert.attempt.duration")
                    each.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => results.Enqueue(tags[1].Value?.ToString()));
        listener.Start();

        await delivery.AcceptAsync(SampleAlert.Of());
        delivery.AdvanceTo(await delivery.UntilTriedAsync(1));
        await delivery.UntilTriedAsync(2);
        Assert.Equal(["refused", "delivered"], results);
        Assert.Equal("ServerSessions", SessionTrackingDiagnostics.MeterName);
    }
}
