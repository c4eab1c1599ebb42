using System.Text;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

/// <summary>An implementation of Standard Webhooks that others maintain judges ours, and ours judges what it signs.</summary>
public sealed class StandardWebhooksTests
{
    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    // It keeps no clock of its own: what it verifies must be of now.
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static TheoryData<string> Bodies =>
        ["", "{}", """{"test": 2432232314}""", "Ünïcode “quotes” </script> 😀", "line\r\nline\0", new string('x', 100_000)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void What_we_sign_it_verifies(string body)
    {
        var sent = Now;
        var headers = Headers("msg_1", sent, WebhookSignature.Sign("msg_1", sent, Encoding.UTF8.GetBytes(body), AlertDelivery.Secret));
        new StandardWebhook(AlertDelivery.Secret).Verify(body, headers);
        Assert.Throws<WebhookVerificationException>(() => new StandardWebhook(OtherSecret).Verify(body, headers));
        Assert.Throws<WebhookVerificationException>(() => new StandardWebhook(AlertDelivery.Secret).Verify(body + " ", headers));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void What_it_signs_we_verify(string body)
    {
        var clock = new TestClock();
        var sent = clock.GetUtcNow();
        var headers = Headers("msg_2", sent, new StandardWebhook(AlertDelivery.Secret).Sign("msg_2", sent, body));
        Assert.True(Verify(body, AlertDelivery.Secret));
        Assert.False(Verify(body, OtherSecret));
        Assert.False(Verify(body + " ", AlertDelivery.Secret));

        bool Verify(string text, string secret) => WebhookSignature.Verify(Encoding.UTF8.GetBytes(text), headers, secret, clock);
    }

    [Fact]
    public async Task A_delivered_alert_has_the_signature_that_it_gives()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of(reason: "Ünïcode “quotes” </script> 😀"));
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        var request = Assert.Single(receiver.Received);
        Assert.Equal(
            new StandardWebhook(AlertDelivery.Secret).Sign(request.Headers["webhook-id"].ToString(), delivery.Time.GetUtcNow(), Encoding.UTF8.GetString(request.Body)),
            request.Headers["webhook-signature"].ToString());
    }

    private static HeaderDictionary Headers(string id, DateTimeOffset sent, string signature) => new()
    {
        ["webhook-id"] = id,
        ["webhook-timestamp"] = $"{sent.ToUnixTimeSeconds()}",
        ["webhook-signature"] = signature,
    };
}
