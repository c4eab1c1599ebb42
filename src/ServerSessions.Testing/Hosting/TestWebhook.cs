using System.Net;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace ServerSessions.Testing;

/// <summary>A webhook that the application has sent: one attempt.</summary>
public sealed class TestWebhook
{
    private readonly byte[] _bytes;

    internal TestWebhook(Uri url, IDictionary<string, StringValues> headers, byte[] bytes, DateTimeOffset at) => (Url, Headers, _bytes, At) = (url, headers, bytes, at);

    /// <summary>The subscription's address.</summary>
    public Uri Url { get; }

    /// <summary>The message's id, the same at each attempt.</summary>
    public string Id => Headers["webhook-id"].ToString();

    /// <summary>The request's headers, by name without regard to case.</summary>
    public IDictionary<string, StringValues> Headers { get; }

    /// <summary>The body as text (JSON).</summary>
    public string Body => Encoding.UTF8.GetString(_bytes);

    /// <summary>Time of the attempt on the test's clock (UTC).</summary>
    public DateTimeOffset At { get; }

    /// <summary>The status that the receiver answered with; null while it has not answered.</summary>
    public HttpStatusCode? Status { get; internal set; }

    /// <summary>Whether it was signed with a secret, by the time of the attempt.</summary>
    /// <exception cref="ArgumentException">The secret is malformed.</exception>
    public bool IsSignedWith(string secret) => WebhookSignature.Verify(_bytes, Headers, secret, new TimeOfAttempt(At));

    private sealed class TimeOfAttempt(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
