using System.Net;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

/// <summary>Alone, because the default proxy belongs to the whole process.</summary>
[Collection(nameof(WebhookProxyTests))]
[CollectionDefinition(nameof(WebhookProxyTests), DisableParallelization = true)]
public sealed class WebhookProxyTests
{
    [Fact]
    public async Task The_proxy_of_the_process_is_not_used()
    {
        await using var proxy = await WebhookReceiver.AnswerAsync(200);
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        var (before, system) = (HttpClient.DefaultProxy, new WebProxy(proxy.Url) { BypassProxyOnLocal = false });
        HttpClient.DefaultProxy = system;
        try
        {
            await using var delivery = await AlertDelivery.ToAsync(receiver);
            await delivery.AcceptAsync(SampleAlert.Of());
            await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
        Assert.Single(receiver.Received);
        Assert.Empty(proxy.Received);
    }
}
