using System.Collections.Concurrent;
using ServerSessions.Alerts;

namespace ServerSessions.Chaos.Webhooks;

/// <summary>One web server with a receiver of each kind, that counts what reached it and checks every signature.</summary>
internal sealed class Receivers : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<(ReceiverKind Kind, string Message), int> _attempts = new();
    private readonly ConcurrentDictionary<(ReceiverKind Kind, string Message), int> _taken = new();
    private int _unsigned;
    private int _elsewhere;

    private Receivers(WebApplication app, TimeProvider time)
    {
        _app = app;
        app.MapPost("/{kind}", (HttpContext context, ReceiverKind kind) => AnswerAsync(context, kind, time));
        app.MapFallback(context =>
        {
            Interlocked.Increment(ref _elsewhere);
            context.Response.StatusCode = StatusCodes.Status200OK;
            return Task.CompletedTask;
        });
    }

    /// <summary>The body of every message that was taken.</summary>
    public event Action<byte[]>? Received;

    public string Address => _app.Urls.Single();

    /// <summary>Messages whose signature did not hold.</summary>
    public int Unsigned => _unsigned;

    /// <summary>Requests to where a redirect led.</summary>
    public int Elsewhere => _elsewhere;

    public static async Task<Receivers> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receivers = new Receivers(builder.Build(), time);
        await receivers._app.StartAsync();
        return receivers;
    }

    /// <summary>The messages that a receiver has taken, and how often each.</summary>
    public IReadOnlyDictionary<string, int> TakenBy(ReceiverKind kind) =>
        _taken.Where(t => t.Key.Kind == kind).ToDictionary(t => t.Key.Message, t => t.Value, StringComparer.Ordinal);

    public int AttemptsOf(ReceiverKind kind) => _attempts.Where(a => a.Key.Kind == kind).Sum(a => a.Value);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, ReceiverKind kind, TimeProvider time)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (!WebhookSignature.Verify(body.ToArray(), context.Request.Headers, Secret, time))
            Interlocked.Increment(ref _unsigned);
        var message = context.Request.Headers["webhook-id"].ToString();
        var isFirst = _attempts.AddOrUpdate((kind, message), 1, (_, n) => n + 1) == 1;
        switch (kind)
        {
            case ReceiverKind.Gone:
                context.Response.StatusCode = StatusCodes.Status410Gone;
                return;
            case ReceiverKind.Fails when isFirst:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case ReceiverKind.Busy when isFirst:
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = "30";
                return;
            case ReceiverKind.Redirects when isFirst:
                context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
                return;
            case ReceiverKind.Hangs when isFirst:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case ReceiverKind.Slow:
                await Task.Delay(DeliverySender.Timeout / 5, time, context.RequestAborted);
                break;
            case ReceiverKind.Cuts when isFirst:
                context.Abort();
                return;
        }

        Received?.Invoke(body.ToArray());
        _taken.AddOrUpdate((kind, message), 1, (_, n) => n + 1);
    }
}
