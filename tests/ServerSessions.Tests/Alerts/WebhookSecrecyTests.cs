using System.Text;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

public sealed class WebhookSecrecyTests
{
    [Fact]
    public async Task Neither_secrets_nor_addresses_appear_in_documents_or_logs()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(500, 302, 404, 410);
        var url = new Uri(receiver.Url, "/t0ken-in-path?key=t0ken-in-query");
        await using var delivery = await AlertDelivery.StartAsync(options =>
        {
            options.AllowInsecureLoopback = true;
            options.Subscriptions.Add(AlertDelivery.Subscription(url));
            options.Subscriptions.Add(AlertDelivery.Subscription(new Uri("https://blocked.example/t0ken-in-path")));
        }, resolver: AlertDelivery.Resolver("10.0.0.1"));
        await delivery.AcceptAsync(SampleAlert.Of());
        for (var tries = 1; tries < 4; tries++)
            delivery.AdvanceTo(await delivery.UntilAsync(one => one.Tries == tries && one.Attempts[0].Status == 500));
        await delivery.UntilAsync(one => one.Tries == 4 && one.Attempts[0].Status == 500);

        var stored = delivery.Documents.Everything().Select(document => document.Id + Encoding.UTF8.GetString(document.Data.Span));
        var logged = delivery.Logs.Lines.Select(line => line.Text);
        Assert.NotEmpty(logged);
        foreach (var text in stored.Concat(logged))
        {
            Assert.DoesNotContain(AlertDelivery.Secret[6..], text);
            Assert.DoesNotContain("t0ken", text);
        }
    }
}
