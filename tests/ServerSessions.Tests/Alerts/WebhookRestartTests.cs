using ServerSessions.Alerts;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Alerts;

public sealed class WebhookRestartTests
{
    [Fact]
    public async Task Pending_deliveries_go_on_after_a_restart()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(404, 200);
        var first = await AlertDelivery.ToAsync(receiver);
        await first.AcceptAsync(SampleAlert.Of());
        var tried = await first.UntilTriedAsync(1);
        await first.StopAsync();

        await using var second = await AlertDelivery.StartAsync(Loopback(receiver), after: first);
        second.AdvanceTo(tried);
        var done = await second.AdvanceUntilAsync(one => one.State == DeliveryState.Delivered);
        Assert.Equal(2, done.Tries);
        Assert.Equal(2, receiver.Received.Count);
    }

    [Fact]
    public async Task An_attempt_that_the_stop_cuts_off_is_sent_again_with_the_same_id()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = await WebhookReceiver.StartAsync(async (context, n) =>
        {
            if (n > 1) return;
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var first = await AlertDelivery.ToAsync(receiver);
        await first.AcceptAsync(SampleAlert.Of());
        await arrived.Task.InTimeAsync();
        await first.DisposeAsync();
        Assert.Equal(0, first.Deliveries()[0].Tries);

        await using var second = await AlertDelivery.StartAsync(Loopback(receiver), after: first);
        second.Time.Advance(DeliverySender.Claim + TimeSpan.FromSeconds(1));
        await second.AdvanceUntilAsync(one => one.State == DeliveryState.Delivered);
        Assert.Equal(2, receiver.Received.Count);
        Assert.Equal(receiver.Received[0].Headers["webhook-id"], receiver.Received[1].Headers["webhook-id"]);
    }

    [Fact]
    public async Task A_claim_whose_owner_died_lapses_and_the_delivery_is_sent_again()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        var time = delivery.Time;
        var store = new DeliveryStore(delivery.Documents);
        var key = DeliveryKey.Of(2, AlertDelivery.Target(receiver), "al_1");
        await store.CreateAsync(key, Pending("al_1", key.Target, time.GetUtcNow().AddSeconds(10)), CancellationToken.None);
        var due = time.GetUtcNow().AddSeconds(11);
        Assert.NotNull(await store.ClaimAsync(key, due, due + DeliverySender.Claim, CancellationToken.None));
        Assert.Null(await store.ClaimAsync(key, due, due + DeliverySender.Claim, CancellationToken.None));

        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(receiver.Received);
        time.Advance(TimeSpan.FromSeconds(20));
        await delivery.AdvanceUntilAsync(one => one.State == DeliveryState.Delivered);
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task Two_nodes_over_one_storage_send_each_alert_once()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var one = await AlertDelivery.ToAsync(receiver);
        await using var other = await AlertDelivery.StartAsync(Loopback(receiver), after: one);
        for (var i = 0; i < 50; i++)
        {
            // Both are woken at the same moment and race for it.
            await Task.WhenAll(
                one.AcceptAsync(SampleAlert.Of($"al_{i}"), i % AlertDelivery.Partitions).AsTask(),
                other.AcceptAsync(SampleAlert.Of($"al_{i}"), i % AlertDelivery.Partitions).AsTask());
        }
        await one.Documents.UntilAsync(() => one.Deliveries().Count(delivery => delivery.State == DeliveryState.Delivered) == 50 ? "all" : null);
        Assert.Equal(50, receiver.Received.Select(request => request.Headers["webhook-id"].ToString()).Distinct().Count());
        Assert.All(one.Deliveries(), delivery => Assert.Equal(1, delivery.Tries));
    }

    [Fact]
    public async Task A_storage_that_fails_for_a_while_delays_and_loses_nothing()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of("al_0"));
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);

        var refused = new TaskCompletionSource();
        var writes = 0;
        delivery.Documents.Fails = (_, table) =>
        {
            // The first writes make the delivery and its summary, the next would claim it.
            if (table != DeliveryStore.Table || Interlocked.Increment(ref writes) <= 2) return false;
            refused.TrySetResult();
            return true;
        };
        await delivery.AcceptAsync(SampleAlert.Of("al_1"));
        await refused.Task.InTimeAsync();
        delivery.Documents.Fails = (_, _) => false;
        await delivery.AdvanceUntilAsync(one => one.Message == "al_1" && one.State == DeliveryState.Delivered);
    }

    [Fact]
    public async Task A_stored_delivery_that_cannot_be_read_is_deleted_and_harms_no_other()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        var target = AlertDelivery.Target(receiver);
        foreach (var name in new[] { target, "webhook:unknown" })
            await delivery.Documents.PutAsync(1, DeliveryStore.Table, name + "/bad", 5, "{\"x\":"u8.ToArray(), 0, CancellationToken.None);
        await delivery.AcceptAsync(SampleAlert.Of());
        await delivery.Documents.UntilAsync(() =>
            delivery.Documents.All(DeliveryStore.Table).Where(one => !one.Id.EndsWith(".summary", StringComparison.Ordinal)).ToList() is [{ Order: < 0 } only] ? only.Id : null);
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task A_delivery_to_a_target_that_is_gone_is_put_off_and_given_up_when_the_schedule_is_over()
    {
        await using var delivery = await AlertDelivery.StartAsync(_ => { });
        var key = DeliveryKey.Of(3, "webhook:removed", "al_1");
        var store = new DeliveryStore(delivery.Documents);
        var start = delivery.Time.GetUtcNow();
        await store.CreateAsync(key, Pending("al_1", key.Target, start), CancellationToken.None);
        delivery.Time.Advance(TimeSpan.FromSeconds(6));
        await delivery.AdvanceUntilAsync(() => delivery.Documents.All(DeliveryStore.Table)[0].Version == 2 ? "put off" : null);
        Assert.Equal(DeliveryState.Pending, delivery.Deliveries()[0].State);

        delivery.Time.Advance(RetrySchedule.MaxDuration);
        var given = await delivery.AdvanceUntilAsync(one => one.State == DeliveryState.Failed);
        Assert.Equal("Its target is no longer configured.", given.Note);
    }

    [Fact]
    public async Task Of_the_ended_deliveries_the_newest_are_kept()
    {
        var documents = new FakeDocuments();
        var store = new DeliveryStore(documents);
        var start = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 600; i++)
        {
            var ended = Pending($"al_{i}", "webhook:a", start.AddSeconds(i)) with { State = DeliveryState.Delivered };
            await store.CreateAsync(DeliveryKey.Of(0, "webhook:a", ended.Message), ended, CancellationToken.None);
        }
        await store.CreateAsync(DeliveryKey.Of(0, "webhook:a", "pending"), Pending("pending", "webhook:a", start), CancellationToken.None);

        Assert.Equal(90, await store.TrimAsync(0, max: 510, CancellationToken.None));
        var left = documents.All(DeliveryStore.Table).Select(document => DeliveryStore.Decode(document.Data.Span)).ToList();
        Assert.Equal(511, left.Count);
        Assert.Equal(start.AddSeconds(90), left.Where(one => one.State == DeliveryState.Delivered).Min(one => one.Next));
        Assert.Contains(left, one => one.Message == "pending");
    }

    private static Action<WebhookOptions> Loopback(WebhookReceiver receiver) => options =>
    {
        options.AllowInsecureLoopback = true;
        options.Subscriptions.Add(AlertDelivery.Subscription(receiver.Url));
    };

    private static Delivery Pending(string message, string target, DateTimeOffset next) =>
        new() { Target = target, Message = message, Payload = "{}", Created = next, Next = next, Attempts = [] };
}
