using Microsoft.AspNetCore.Http;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Alerts;

public sealed class WebhookIsolationTests
{
    [Fact]
    public async Task A_slow_endpoint_has_four_in_flight_and_delays_no_other()
    {
        using var fourArrived = new CountdownEvent(4);
        using var release = new CancellationTokenSource();
        await using var slow = await WebhookReceiver.StartAsync((context, n) => HangAsync(context, n, fourArrived, release.Token));
        await using var quick = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(slow, quick);
        for (var i = 0; i < 30; i++) await delivery.AcceptAsync(SampleAlert.Of($"al_{i}"), i % AlertDelivery.Partitions);

        await delivery.Documents.UntilAsync(() => Delivered(delivery, quick) == 30 ? "all" : null);
        Assert.True(fourArrived.Wait(Waiting.Patience));
        Assert.Equal(4, slow.Received.Count);
        Assert.Equal(0, Delivered(delivery, slow));

        await release.CancelAsync();
        await delivery.Documents.UntilAsync(() => Delivered(delivery, slow) == 30 ? "all" : null);
        Assert.Equal(30, slow.Received.Count);
    }

    [Fact]
    public async Task A_delivery_that_does_not_fit_into_the_queue_is_refused_and_a_queued_one_is_not_taken_twice()
    {
        var queue = new TargetQueue(new HandlerTarget("handler:x", new RecordingHandler()), capacity: 2);
        Assert.True(queue.Offer(new DeliveryKey(0, "a")));
        Assert.True(queue.Offer(new DeliveryKey(0, "a")));
        Assert.True(queue.Offer(new DeliveryKey(0, "b")));
        Assert.False(queue.Offer(new DeliveryKey(0, "c")));

        using var stop = new CancellationTokenSource();
        var taken = new List<string>();
        await queue.RunAsync((_, key) =>
        {
            lock (taken) taken.Add(key.Id);
            if (taken.Count == 2) stop.Cancel();
            return Task.FromResult(false);
        }, _ => { }, stop.Token);
        Assert.Equal(["a", "b"], taken.Order());
    }

    private static int Delivered(AlertDelivery delivery, WebhookReceiver receiver) =>
        delivery.Deliveries().Count(one => one.Target == AlertDelivery.Target(receiver) && one.State == DeliveryState.Delivered);

    private static async Task HangAsync(HttpContext context, int n, CountdownEvent arrived, CancellationToken release)
    {
        if (n <= 4) arrived.Signal();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(release, context.RequestAborted);
        await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
