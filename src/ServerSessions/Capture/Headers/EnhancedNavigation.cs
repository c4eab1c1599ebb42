using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ServerSessions.Capture.Headers;

/// <summary>
/// Tells a navigation that a library makes by <c>fetch</c> (Blazor, htmx, Turbo, Unpoly, pjax, Inertia) from the fragments and calls of a page. It decides
/// what a request counts for in people's journeys; rules see a request of a script as before.
/// </summary>
internal static class EnhancedNavigation
{
    private const string Blazor = "blazor-enhanced-nav";

    // What libraries that exchange a piece of a page send with it.
    private static readonly string[] Fragments = ["HX-Request", "Turbo-Frame", "X-Up-Version", "X-IC-Request", "X-Alpine-Request", "Datastar-Request"];

    // What libraries that exchange the page send with it, whatever they accept.
    private static readonly string[] Pages = ["X-PJAX", "X-Barba", "X-Livewire-Navigate", "Turbolinks-Referrer"];

    /// <param name="context">The request, answered.</param>
    /// <param name="isPage">The endpoint serves pages by its metadata.</param>
    public static Browsing Of(HttpContext context, bool isPage)
    {
        var (request, response) = (context.Request.Headers, context.Response);
        if (!IsHtml(response.ContentType))
            return OfOther(request, response);
        return Named(request) is not Browsing.Call and var named ? named
            : IsScripted(request) ? Browsing.Fragment
            : isPage || Contains(request.Accept, "text/html") ? Browsing.Page
            : Browsing.Call;
    }

    /// <summary>Whether a library says that it exchanges a piece of a page.</summary>
    public static bool IsFragment(IHeaderDictionary request) => Named(request) is Browsing.Fragment || IsScripted(request);

    /// <summary>The answer leads on, as it does where the client has an old version of the page.</summary>
    public static bool Reloads(HttpResponse response) => response.Headers.ContainsKey("X-Inertia-Location");

    /// <summary>A component that answers an enhanced request leads on to another site.</summary>
    public static bool LeadsOn(HttpResponse response) => response.Headers.ContainsKey("blazor-enhanced-nav-redirect-location");

    /// <summary>Sent by Blazor's script in the place of a link or form. No markup can make a browser send it.</summary>
    public static bool IsBlazor(IHeaderDictionary request) => Contains(request.Accept, Blazor) || request[Blazor].Count > 0;

    // Without HTML it is a redirect or a bare error, or a page that is sent as data.
    private static Browsing OfOther(IHeaderDictionary request, HttpResponse response)
    {
        if (response.ContentType is null)
            return response.StatusCode >= 300 && (Named(request) is Browsing.Navigation || IsInertia(request)) ? Browsing.Navigation : Browsing.Call;
        return response.Headers.ContainsKey("X-Inertia") && IsInertia(request) ? Browsing.Navigation : Browsing.Call;
    }

    private static Browsing Named(IHeaderDictionary request)
    {
        if (IsBlazor(request))
            return Browsing.Navigation;
        foreach (var name in Fragments)
            if (request[name].Count > 0)
                return IsWhole(request) ? Browsing.Navigation : Browsing.Fragment;
        foreach (var name in Pages)
            if (request[name].Count > 0)
                return Browsing.Navigation;
        return request["X-Turbo-Request-Id"].Count > 0 ? Browsing.Navigation : Browsing.Call;
    }

    private static bool IsWhole(IHeaderDictionary request)
    {
        if (request["HX-Request"].Count > 0)
            return request["HX-Boosted"] == "true" || request["HX-History-Restore-Request"] == "true";
        return request["X-Up-Version"].Count > 0 && request["X-Up-Validate"].Count == 0
            && (request["X-Up-Mode"] is { Count: 0 } || request["X-Up-Mode"] == "root") && IsMain(request["X-Up-Target"]);
    }

    // Unpoly replaces the main element, or all, when a link is followed; other selectors are pieces.
    private static bool IsMain(StringValues target)
    {
        if (StringValues.IsNullOrEmpty(target))
            return true;
        foreach (var part in target.ToString().AsSpan().Split(','))
            if (target.ToString().AsSpan()[part].Trim() is "body" or "html" or "main" or ":main" or ":layer" or ":root" or "[up-main]" or "[up-main=root]" or "[up-main='root']")
                return true;
        return false;
    }

    private static bool IsInertia(IHeaderDictionary request) =>
        request["X-Inertia"].Count > 0 && request["X-Inertia-Partial-Data"].Count == 0 && request["X-Inertia-Partial-Except"].Count == 0;

    // jQuery's load() and others of its time: pieces, but for pjax, which names itself.
    private static bool IsScripted(IHeaderDictionary request) => request.XRequestedWith == "XMLHttpRequest";

    private static bool IsHtml(string? contentType) => contentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;

    private static bool Contains(StringValues values, string text)
    {
        foreach (var value in values)
            if (value is not null && value.Contains(text, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
