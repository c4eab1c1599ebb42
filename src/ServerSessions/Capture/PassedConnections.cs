using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

/// <summary>
/// Requests of a SignalR connection (a Blazor circuit is one) that a route passes on to another application: negotiating, polling, sending. The route has no hub
/// of its own, so the request must have what every client of SignalR sends, and an answer that is no page. A claim of the request alone makes no page and no form passive.
/// </summary>
internal static class PassedConnections
{
    private const string Negotiate = "/negotiate";

    // Scripts of a browser cannot set the user agent, and send the same under a name of its own.
    private const string BrowserAgent = "X-SignalR-User-Agent";
    private const string Agent = "Microsoft SignalR/";

    public static bool Is(HttpContext context) =>
        IsClient(context.Request.Headers) && IsExchange(context.Request) && IsAnswer(context.Response);

    private static bool IsClient(IHeaderDictionary headers) =>
        (headers[BrowserAgent].Count > 0 && headers["Sec-Fetch-Mode"] != "navigate")
        || (headers.UserAgent is [{ } agent] && agent.StartsWith(Agent, StringComparison.Ordinal));

    private static bool IsExchange(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Value?.EndsWith(Negotiate, StringComparison.OrdinalIgnoreCase) == true
            ? request.Query.ContainsKey("negotiateVersion")
            : request.Query.ContainsKey("id") && (HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method) || HttpMethods.IsDelete(request.Method));

    // A poll that its client leaves has no answer, but a status of the proxy's.
    private static bool IsAnswer(HttpResponse response) =>
        response.StatusCode / 100 != 3 && response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != true;
}
