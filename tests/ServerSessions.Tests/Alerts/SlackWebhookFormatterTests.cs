using System.Text.Json;
using ServerSessions.Alerts.Webhooks;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

public sealed class SlackWebhookFormatterTests
{
    [Fact]
    public void An_alert_is_one_text_with_a_link()
    {
        var text = Text(new WebhookContent(SampleAlert.Of(), "https://shop.example/admin/sessions/alerts/al_1", null));
        Assert.Equal(
            "*High* D1 credential stuffing\n31 accounts were tried from one source in 3 minutes; 30 failed.\n<https://shop.example/admin/sessions/alerts/al_1|Open the alert>", text);
    }

    [Fact]
    public void What_an_attacker_wrote_is_no_markup()
    {
        var text = Text(new WebhookContent(SampleAlert.Of(reason: "<!channel> <https://evil.example|click> & more"), null, null));
        Assert.Contains("&lt;!channel&gt; &lt;https://evil.example|click&gt; &amp; more", text, StringComparison.Ordinal);
        Assert.DoesNotContain('<', text);
    }

    [Fact]
    public void A_summary_says_how_many_were_not_sent() =>
        Assert.Contains("30 more were not sent one by one; 31 in all.", Text(new WebhookContent(SampleAlert.Of(), null, 30)), StringComparison.Ordinal);

    [Fact]
    public void A_change_of_state_says_why()
    {
        var alert = SampleAlert.Of() with { State = AlertState.Resolved, Handling = [new AlertHandling(AlertState.Resolved, default, null, "Back <now>.")] };
        Assert.StartsWith("*High* D1 credential stuffing (Resolved)\nBack &lt;now&gt;.\n", Text(new WebhookContent(alert, null, null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slack_webhook_needs_no_secret_and_gets_slacks_body()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.StartAsync(options =>
        {
            options.AllowInsecureLoopback = true;
            options.Subscriptions.Add(new WebhookSubscription { Url = receiver.Url, Secrets = [], Format = "slack" });
        });
        await delivery.AcceptAsync(SampleAlert.Of());
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        Assert.StartsWith("{\"text\":\"*High* D1", System.Text.Encoding.UTF8.GetString(receiver.Received[0].Body), StringComparison.Ordinal);
    }

    private static string Text(WebhookContent content) => JsonDocument.Parse(new SlackWebhookFormatter().Format(content)).RootElement.GetProperty("text").GetString()!;
}
