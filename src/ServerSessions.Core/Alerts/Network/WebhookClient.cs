using System.Net;
using System.Text;
using ServerSessions.Alerts.Deliveries;

namespace ServerSessions.Alerts.Network;

/// <summary>Posts to receivers that are not trusted: without redirects, proxy, cookies and credentials, and reading only the beginning of the answer.</summary>
internal sealed class WebhookClient(WebhookConnector connector, TimeProvider time, WebhookTransport? transport = null) : IDisposable
{
    private const int MaxResponseBytes = 4096;
    private readonly HttpClient _http = new(transport?.Invoke() ?? Network(connector)) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    public async Task<AttemptResult> PostAsync(
        Uri url, string id, string timestamp, string signatures, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "ServerSessions");
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, signatures);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)response.StatusCode;
            return new AttemptResult(Kind(status), status, await BeginningAsync(response, cancellationToken), RetryAfter(response));
        }
        catch (HttpRequestException exception) when (exception.InnerException is BlockedDestinationException blocked)
        {
            return new AttemptResult(DeliveryAttemptKind.Blocked, Response: blocked.Message);
        }
        catch (HttpRequestException exception)
        {
            return new AttemptResult(DeliveryAttemptKind.Unreachable, Response: $"No answer: {exception.HttpRequestError}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Network(WebhookConnector connector) => new()
    {
        ConnectCallback = connector.ConnectAsync,
        ConnectTimeout = DeliverySender.Timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = MaxResponseBytes,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
    };

    private static DeliveryAttemptKind Kind(int status) => status switch
    {
        >= 200 and < 300 => DeliveryAttemptKind.Delivered,
        >= 300 and < 400 => DeliveryAttemptKind.Redirected,
        410 => DeliveryAttemptKind.Gone,
        429 or >= 500 => DeliveryAttemptKind.Busy,
        _ => DeliveryAttemptKind.Refused,
    };

    // The status decides: an answer whose body hangs or breaks off still counts.
    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxResponseBytes];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            for (int read; length < buffer.Length && (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0;) length += read;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            return Encoding.UTF8.GetString(buffer, 0, length) + $" [broken off: {exception.GetType().Name}]";
        }
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        return asked?.Delta ?? (asked?.Date is { } date ? date - time.GetUtcNow() : null);
    }
}
