using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Primitives;

namespace ServerSessions.Testing;

/// <summary>Receives the webhooks of an application in memory, whatever their address: nothing goes to the network.</summary>
public sealed class TestWebhooks
{
    private readonly ConcurrentQueue<TestWebhook> _received = new();
    private readonly TimeProvider _time;

    internal TestWebhooks(TimeProvider time) => _time = time;

    /// <summary>The attempts so far, oldest first.</summary>
    public IReadOnlyList<TestWebhook> Received => [.. _received];

    /// <summary>Returns the HTTP status of the answer to an attempt; 200 by default. It is called once for each attempt, from any thread.</summary>
    public Func<TestWebhook, HttpStatusCode> Answer { get; set; } = _ => HttpStatusCode.OK;

    internal HttpMessageHandler Handler() => new ReceivingHandler(this);

    private sealed class ReceivingHandler(TestWebhooks webhooks) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = request.Content!;
            var headers = request.Headers.Concat(content.Headers).ToDictionary(h => h.Key, h => new StringValues([.. h.Value]), StringComparer.OrdinalIgnoreCase);
            var webhook = new TestWebhook(request.RequestUri!, headers, await content.ReadAsByteArrayAsync(cancellationToken), webhooks._time.GetUtcNow());
            webhooks._received.Enqueue(webhook);
            webhook.Status = webhooks.Answer(webhook);
            return new HttpResponseMessage(webhook.Status.Value) { RequestMessage = request };
        }
    }
}
