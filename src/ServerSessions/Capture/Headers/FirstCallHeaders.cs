using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Headers;

/// <summary>Whether a script of a page of this origin makes a call: other calls may have been made at once, each without a cookie.</summary>
internal static class FirstCallHeaders
{
    public static bool Is(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Site"] == "same-origin" && request.Headers["Sec-Fetch-Mode"] is { Count: 1 } mode
        && mode[0] is "cors" or "same-origin";
}
