using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerSessions.Tests.Support;

/// <summary>A real web server on loopback that receives webhooks and gives configured answers.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();

    private WebhookReceiver(WebApplication app, Func<HttpContext, int, Task> answer)
    {
        _app = app;
        app.Run(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = new HeaderDictionary();
            foreach (var (name, value) in context.Request.Headers) headers[name] = value;
            _received.Enqueue(new ReceivedWebhook(context.Request.Path, headers, body.ToArray()));
            await answer(context, _received.Count);
        });
    }

    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    public Uri Url => new(_app.Urls.Single() + "/hook");

    public int Port => Url.Port;

    public static Task<WebhookReceiver> AnswerAsync(params int[] statuses) =>
        StartAsync((context, n) =>
        {
            context.Response.StatusCode = statuses[Math.Min(n, statuses.Length) - 1];
            return Task.CompletedTask;
        });

    /// <param name="answer">Gets the request and its number, from 1.</param>
    public static async Task<WebhookReceiver> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build(), answer);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
