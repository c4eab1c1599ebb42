using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Alerts;

/// <summary>Over real HTTP, with the clock moved by hand.</summary>
public sealed class WebhookDeliveryTests
{
    [Fact]
    public async Task An_alert_arrives_at_once_signed_and_is_recorded()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(204);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of("al_1"));
        var done = await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);

        var request = Assert.Single(receiver.Received);
        Assert.Equal("al_1", request.Headers["webhook-id"]);
        Assert.Equal("application/json", request.Headers.ContentType);
        Assert.True(WebhookSignature.Verify(request.Body, request.Headers, AlertDelivery.Secret, delivery.Time));
        Assert.Equal(done.Payload, Encoding.UTF8.GetString(request.Body));
        var attempt = Assert.Single(done.Attempts);
        Assert.Equal(204, attempt.Status);
        Assert.Equal(DeliveryAttemptKind.Delivered, attempt.Kind);
    }

    [Fact]
    public async Task Nothing_is_sent_along_but_the_message()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.Cookies.Append("c", "1");
            return Task.CompletedTask;
        });
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        foreach (var id in new[] { "al_1", "al_2" })
        {
            await delivery.AcceptAsync(SampleAlert.Of(id));
            await delivery.UntilAsync(one => one.Message == id && one.State == DeliveryState.Delivered);
        }
        Assert.Equal(
            ["Content-Length", "Content-Type", "Host", "User-Agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            receiver.Received[1].Headers.Select(header => header.Key).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task While_a_secret_rotates_both_sign()
    {
        const string other = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.StartAsync(options =>
        {
            options.AllowInsecureLoopback = true;
            options.Subscriptions.Add(new WebhookSubscription { Url = receiver.Url, Secrets = [other, AlertDelivery.Secret] });
        });
        await delivery.AcceptAsync(SampleAlert.Of());
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        var request = Assert.Single(receiver.Received);
        Assert.True(WebhookSignature.Verify(request.Body, request.Headers, AlertDelivery.Secret, delivery.Time));
        Assert.True(WebhookSignature.Verify(request.Body, request.Headers, other, delivery.Time));
    }

    [Fact]
    public async Task The_same_alert_accepted_again_is_not_sent_again()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of("al_1"));
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        await delivery.AcceptAsync(SampleAlert.Of("al_1"));
        await delivery.AcceptAsync(SampleAlert.Of("al_2"));
        await delivery.UntilAsync(one => one.Message == "al_2" && one.State == DeliveryState.Delivered);
        Assert.Equal(["al_1", "al_2"], receiver.Received.Select(request => request.Headers["webhook-id"].ToString()));
    }

    [Fact]
    public async Task Only_the_alerts_that_a_subscription_wants_are_sent()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.StartAsync(options =>
        {
            options.AllowInsecureLoopback = true;
            options.Subscriptions.Add(AlertDelivery.Subscription(receiver.Url) with { Rules = ["D2"], MinSeverity = Severity.Medium });
        });
        await delivery.AcceptAsync(SampleAlert.Of("other-rule", rule: "D1"));
        await delivery.AcceptAsync(SampleAlert.Of("too-low", Severity.Low, "D2"));
        await delivery.AcceptAsync(SampleAlert.Of("wanted", Severity.Medium, "D2"));
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        Assert.Equal("wanted", Assert.Single(delivery.Deliveries()).Message);
    }

    [Fact]
    public async Task After_a_500_it_waits_60_seconds_and_sends_the_same_message_with_a_new_timestamp()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(500, 200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of());
        var tried = await delivery.UntilTriedAsync(1);
        Assert.InRange((tried.Next - delivery.Time.GetUtcNow()).TotalSeconds, 60, 72);

        delivery.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(receiver.Received);
        delivery.AdvanceTo(tried);
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        var (first, second) = (receiver.Received[0], receiver.Received[1]);
        Assert.Equal(first.Headers["webhook-id"], second.Headers["webhook-id"]);
        Assert.Equal(first.Body, second.Body);
        Assert.NotEqual(first.Headers["webhook-timestamp"], second.Headers["webhook-timestamp"]);
        Assert.True(WebhookSignature.Verify(second.Body, second.Headers, AlertDelivery.Secret, delivery.Time));
    }

    [Fact]
    public async Task After_a_429_Retry_After_is_obeyed()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "97";
            return Task.CompletedTask;
        });
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of());
        var tried = await delivery.UntilTriedAsync(1);
        Assert.Equal(97, (tried.Next - delivery.Time.GetUtcNow()).TotalSeconds, 0.01);
    }

    [Fact]
    public async Task Retry_After_may_be_a_date()
    {
        var clock = new TestClock();
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = clock.GetUtcNow().AddSeconds(100).ToString("r");
            return Task.CompletedTask;
        });
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of());
        var tried = await delivery.UntilTriedAsync(1);
        Assert.InRange((tried.Next - delivery.Time.GetUtcNow()).TotalSeconds, 98.9, 100);
    }

    [Fact]
    public async Task A_webhook_that_is_disabled_is_an_alert_to_the_others()
    {
        await using var gone = await WebhookReceiver.AnswerAsync(410);
        await using var healthy = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(gone, healthy);
        await delivery.AcceptAsync(SampleAlert.Of());
        await delivery.AdvanceUntilAsync(() => healthy.Received.Count == 2 ? "both" : null);
        var alert = healthy.Received.Select(r => JsonDocument.Parse(r.Body).RootElement).Single(b => b.GetProperty("type").GetString() == "session.alert.webhook_disabled").GetProperty("data");
        Assert.Contains(AlertDelivery.Target(gone), alert.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Single(gone.Received);
    }

    [Fact]
    public async Task A_410_disables_the_endpoint_at_once_and_what_comes_later_is_given_up_unsent()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(410);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of("al_1"));
        await delivery.Documents.UntilAsync(() => delivery.Documents.All(EndpointStates.Table) is [_] all ? all : null);
        await delivery.AcceptAsync(SampleAlert.Of("al_2"));
        var second = await delivery.UntilAsync(one => one.Message == "al_2" && one.State == DeliveryState.Failed);

        Assert.Single(receiver.Received);
        Assert.Empty(second.Attempts);
        Assert.Equal("The endpoint is disabled.", second.Note);
        Assert.True(delivery.States.IsDisabled(AlertDelivery.Target(receiver)));
        Assert.Contains(delivery.Logs.Lines, line => line.Level == Microsoft.Extensions.Logging.LogLevel.Error && line.Text.Contains("is disabled"));

        await delivery.States.EnableAsync(AlertDelivery.Target(receiver), CancellationToken.None);
        Assert.False(delivery.States.IsDisabled(AlertDelivery.Target(receiver)));
    }

    [Fact]
    public async Task A_receiver_that_fails_for_five_days_is_disabled()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(500);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of("al_1"));
        for (var tries = 1; tries < RetrySchedule.MaxAttempts; tries++) delivery.AdvanceTo(await delivery.UntilTriedAsync(tries));
        var failed = await delivery.UntilAsync(one => one.State == DeliveryState.Failed);
        Assert.Equal(10, failed.Tries);
        Assert.False(delivery.States.IsDisabled(AlertDelivery.Target(receiver)));

        delivery.Time.Advance(TimeSpan.FromDays(5));
        await delivery.AcceptAsync(SampleAlert.Of("al_2"));
        await delivery.Documents.UntilAsync(() => delivery.States.Disabled is [_] disabled ? disabled : null);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_a_failure_and_is_not_followed(int status)
    {
        await using var elsewhere = await WebhookReceiver.AnswerAsync(200);
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = elsewhere.Url.ToString();
            return Task.CompletedTask;
        });
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of());
        var tried = await delivery.UntilTriedAsync(1);
        Assert.Equal(DeliveryAttemptKind.Redirected, tried.Attempts[0].Kind);
        Assert.InRange((tried.Next - delivery.Time.GetUtcNow()).TotalSeconds, 4, 6.01);
        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_left_after_15_seconds()
    {
        var arrived = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(async (context, _) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of());
        await arrived.Task.InTimeAsync();
        delivery.Time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Equal(0, delivery.Deliveries()[0].Tries);
        delivery.Time.Advance(TimeSpan.FromSeconds(0.1));
        var tried = await delivery.UntilTriedAsync(1);
        Assert.Equal(DeliveryAttemptKind.TimedOut, tried.Attempts[0].Kind);
        Assert.Equal(15, tried.Attempts[0].Seconds);
        Assert.InRange((tried.Next - delivery.Time.GetUtcNow()).TotalSeconds, 60, 72);
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_a_failure_that_is_tried_again()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, n) =>
        {
            if (n == 1) context.Abort();
            return Task.CompletedTask;
        });
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of());
        var tried = await delivery.UntilTriedAsync(1);
        Assert.Equal(DeliveryAttemptKind.Unreachable, tried.Attempts[0].Kind);
        delivery.AdvanceTo(tried);
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
    }

    [Fact]
    public async Task Of_the_answer_4_kB_are_kept()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync(new string('a', 3_000_000), context.RequestAborted);
        });
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of());
        var tried = await delivery.UntilTriedAsync(1);
        Assert.Equal(new string('a', 4096), tried.Attempts[0].Response);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_after_a_2xx_is_a_success()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerHalfAsync(listener);
        await using var delivery = await AlertDelivery.StartAsync(options =>
        {
            options.AllowInsecureLoopback = true;
            options.Subscriptions.Add(AlertDelivery.Subscription(new Uri($"http://{listener.LocalEndpoint}/")));
        });
        await delivery.AcceptAsync(SampleAlert.Of());
        var done = await delivery.UntilTriedAsync(1);
        Assert.Equal(DeliveryState.Delivered, done.State);
        Assert.StartsWith("thank [broken off", done.Attempts[0].Response);
        await answering;
    }

    private static async Task AnswerHalfAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var request = "";
        var buffer = new byte[4096];
        while (!request.EndsWith("}}", StringComparison.Ordinal)) request += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthank"u8.ToArray());
    }
}
