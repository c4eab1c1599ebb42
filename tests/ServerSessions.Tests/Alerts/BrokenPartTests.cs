using System.Text;
using ServerSessions.Alerts;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

/// <summary>A formatter or handler that throws, hangs or returns what cannot be sent is a failed delivery of its own target.</summary>
public sealed class BrokenPartTests
{
    [Theory]
    [InlineData("throws", DeliveryAttemptKind.Threw)]
    [InlineData("null", DeliveryAttemptKind.Malformed)]
    [InlineData("empty", DeliveryAttemptKind.Malformed)]
    [InlineData("10 MB", DeliveryAttemptKind.Malformed)]
    [InlineData("no JSON", DeliveryAttemptKind.Malformed)]
    [InlineData("no UTF-8", DeliveryAttemptKind.Malformed)]
    public async Task A_formatter_that_fails_holds_up_no_other_target_and_no_outbox(string fault, object kind)
    {
        await using var broken = await WebhookReceiver.AnswerAsync(200);
        await using var steady = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await StartAsync(broken, steady, new Broken(fault, new TaskCompletionSource().Task));

        await delivery.AcceptAsync(1, new StreamPosition(1, 1), SampleAlert.Of("al_1"));
        await delivery.AcceptAsync(1, new StreamPosition(1, 2), SampleAlert.Of("al_2"));

        await delivery.Documents.UntilAsync(() => steady.Received.Select(r => r.Headers["webhook-id"].ToString()).Distinct().Count() == 2 ? "both" : null);
        var failed = await delivery.UntilAsync(d => d.Target == AlertDelivery.Target(broken) && d.Tries == 1);
        Assert.Equal((DeliveryAttemptKind)kind, failed.Attempts[0].Kind);
        Assert.Equal(DeliveryState.Pending, failed.State);
        Assert.Empty(broken.Received);
    }

    [Fact]
    public async Task A_formatter_that_never_returns_times_out_and_holds_up_no_other_target()
    {
        var release = new TaskCompletionSource();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var broken = await WebhookReceiver.AnswerAsync(200);
        await using var steady = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await StartAsync(broken, steady, new Broken("hangs", release.Task, entered));
        try
        {
            await delivery.AcceptAsync(1, new StreamPosition(1, 1), SampleAlert.Of("al_1"));
            await delivery.Documents.UntilAsync(() => steady.Received.Count > 0 ? "sent" : null);
            await entered.Task;
            delivery.Time.Advance(DeliverySender.Timeout + TimeSpan.FromMilliseconds(1));
            var failed = await delivery.UntilAsync(d => d.Target == AlertDelivery.Target(broken) && d.Tries == 1);
            Assert.Equal(DeliveryAttemptKind.TimedOut, failed.Attempts[0].Kind);
        }
        finally
        {
            release.SetResult();
        }
    }

    [Fact]
    public async Task Calls_of_one_target_that_do_not_return_are_bounded()
    {
        var calls = new TargetCalls();
        var never = new TaskCompletionSource<int>();
        using var limit = new CancellationTokenSource();
        var pending = Enumerable.Range(0, TargetCalls.MaxPending).Select(_ => calls.RunAsync("handler:x", () => never.Task, limit.Token)).ToList();
        await Assert.ThrowsAsync<TimeoutException>(() => calls.RunAsync("handler:x", () => never.Task, limit.Token));
        Assert.Equal(7, await calls.RunAsync("handler:y", () => Task.FromResult(7), CancellationToken.None));
        await limit.CancelAsync();
        foreach (var call in pending)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static Task<AlertDelivery> StartAsync(WebhookReceiver broken, WebhookReceiver steady, IWebhookFormatter formatter) => AlertDelivery.StartAsync(
        options =>
        {
            options.AllowInsecureLoopback = true;
            options.Subscriptions.Add(AlertDelivery.Subscription(broken.Url) with { Format = formatter.Name });
            options.Subscriptions.Add(AlertDelivery.Subscription(steady.Url));
        },
        formatter: formatter);

    private sealed class Broken(string fault, Task release, TaskCompletionSource? entered = null) : IWebhookFormatter
    {
        public string Name => "broken";

        public bool NeedsSecret => true;

        public byte[] Format(WebhookContent content)
        {
            switch (fault)
            {
                case "throws":
                    throw new InvalidOperationException("The template is gone.");
                case "hangs":
                    entered!.TrySetResult();
                    release.Wait();
                    return [];
                case "null":
                    return null!;
                case "10 MB":
                    return Encoding.UTF8.GetBytes('"' + new string('x', 10_000_000) + '"');
                case "no JSON":
                    return "Alert!"u8.ToArray();
                case "no UTF-8":
                    return [(byte)'"', 0xFF, (byte)'"'];
                default:
                    return [];
            }
        }
    }
}
