using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

public sealed class HandlerDeliveryTests
{
    [Fact]
    public async Task A_handler_gets_the_whole_alert()
    {
        var handler = new RecordingHandler();
        await using var delivery = await AlertDelivery.StartAsync(_ => { }, handlers: handler);
        var alert = SampleAlert.Of();
        await delivery.AcceptAsync(alert);
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        Assert.Equivalent(alert, Assert.Single(handler.Alerts), strict: true);
    }

    [Fact]
    public async Task A_handler_that_throws_is_logged_and_retried_and_affects_no_other_handler()
    {
        var (flaky, steady) = (new FlakyHandler(), new RecordingHandler());
        await using var delivery = await AlertDelivery.StartAsync(_ => { }, handlers: [flaky, steady]);
        await delivery.AcceptAsync(SampleAlert.Of());
        await delivery.UntilAsync(one => one.Target.EndsWith(nameof(RecordingHandler)) && one.State == DeliveryState.Delivered);
        var tried = await delivery.UntilAsync(one => one.Target.EndsWith(nameof(FlakyHandler)) && one.Tries == 1);
        Assert.Equal(DeliveryAttemptKind.Threw, tried.Attempts[0].Kind);
        Assert.Contains(delivery.Logs.Lines, line => line.Text.Contains("The pager is off."));
        Assert.InRange((tried.Next - delivery.Time.GetUtcNow()).TotalSeconds, 4, 6.01);

        delivery.AdvanceTo(tried);
        await delivery.UntilAsync(one => one.Target.EndsWith(nameof(FlakyHandler)) && one.State == DeliveryState.Delivered);
        Assert.Equal(2, flaky.Calls);
        Assert.Single(steady.Alerts);
    }

    [Fact]
    public async Task Two_handlers_of_one_type_are_both_called()
    {
        var (one, other) = (new RecordingHandler(), new RecordingHandler());
        await using var delivery = await AlertDelivery.StartAsync(_ => { }, handlers: [one, other]);
        await delivery.AcceptAsync(SampleAlert.Of());
        await delivery.Documents.UntilAsync(() => delivery.Deliveries().Count(each => each.State == DeliveryState.Delivered) == 2 ? "both" : null);
        Assert.Single(one.Alerts);
        Assert.Single(other.Alerts);
    }
}
