using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Tests.Support;

/// <summary>A small reverse proxy inside a tracked application: it passes on the request and its headers, the host of its own choice, and what comes back.</summary>
internal static class Gateway
{
    /// <param name="app">The application that is the gateway.</param>
    /// <param name="backend">The address of what stands behind it.</param>
    /// <param name="forwards">Whether it says by which scheme, host and address it was reached.</param>
    /// <param name="pattern">Its catch-all route.</param>
    public static void MapGateway(this WebApplication app, Func<Uri> backend, bool forwards = true, string pattern = "/{**all}")
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        app.Lifetime.ApplicationStopped.Register(client.Dispose);
        app.Map(pattern, async (HttpContext context) =>
        {
            using var request = Request(context.Request, backend(), forwards);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
            foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
                if (name != "Transfer-Encoding")
                    context.Response.Headers.Append(name, values.ToArray());
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        });
    }

    private static HttpRequestMessage Request(HttpRequest incoming, Uri backend, bool forwards)
    {
        var request = new HttpRequestMessage(new HttpMethod(incoming.Method), new Uri(backend, incoming.PathBase + incoming.Path + incoming.QueryString));
        if (incoming.ContentLength > 0)
            request.Content = new StreamContent(incoming.Body);
        foreach (var (name, values) in incoming.Headers)
            if (name is not ("Host" or "Connection") && !request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        if (!forwards)
            return request;
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", incoming.Scheme);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", incoming.Host.Value);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", incoming.HttpContext.Connection.RemoteIpAddress?.ToString());
        return request;
    }
}
