using Microsoft.Extensions.Primitives;

namespace ServerSessions.Requests;

/// <summary>
/// Distinguishes a navigation that a library makes by <c>fetch</c> (Blazor, htmx, Turbo, Unpoly, pjax, Inertia) from the fragments and calls of a page. It decides
/// how a request counts in people's journeys; rules see a request of a script as before.
/// </summary>
internal static class EnhancedNavigation
{
    private const string Blazor = "blazor-enhanced-nav";

    // Headers that libraries send when they exchange a fragment of a page.
    private static readonly string[] Fragments = ["HX-Request", "Turbo-Frame", "X-Up-Version", "X-IC-Request", "X-Alpine-Request", "Datastar-Request"];

    // Headers that libraries send when they exchange the page, whatever they accept.
    private static readonly string[] Pages = ["X-PJAX", "X-Barba", "X-Livewire-Navigate", "Turbolinks-Referrer"];

    /// <param name="request">Its headers.</param>
    /// <param name="answer">The answer to the request.</param>
    /// <param name="isPage">The endpoint serves pages by its metadata.</param>
    public static Browsing Of(IDictionary<string, StringValues> request, in AnswerFacts answer, bool isPage)
    {
        if (!answer.IsHtml)
            return OfOther(request, answer);
        return Named(request) is not Browsing.Call and var named ? named
            : IsScripted(request) ? Browsing.Fragment
            : isPage || request.Of("Accept").Contain("text/html") ? Browsing.Page
            : Browsing.Call;
    }

    /// <summary>Whether a library says that it exchanges a piece of a page.</summary>
    public static bool IsFragment(IDictionary<string, StringValues> request) => Named(request) is Browsing.Fragment || IsScripted(request);

    /// <summary>The answer leads on, as it does where the client has an old version of the page.</summary>
    public static bool Reloads(IDictionary<string, StringValues> response) => response.ContainsKey("X-Inertia-Location");

    /// <summary>A component that answers an enhanced request leads on to another site.</summary>
    public static bool LeadsOn(IDictionary<string, StringValues> response) => response.ContainsKey("blazor-enhanced-nav-redirect-location");

    /// <summary>Sent by Blazor's script in the place of a link or form. No markup can make a browser send it.</summary>
    public static bool IsBlazor(IDictionary<string, StringValues> request) => request.Of("Accept").Contain(Blazor) || request.Has(Blazor);

    // Without HTML it is a redirect or a bare error, or a page that is sent as data.
    private static Browsing OfOther(IDictionary<string, StringValues> request, in AnswerFacts answer)
    {
        if (answer.ContentType is null)
            return answer.Status >= 300 && (Named(request) is Browsing.Navigation || IsInertia(request)) ? Browsing.Navigation : Browsing.Call;
        return answer.Headers.ContainsKey("X-Inertia") && IsInertia(request) ? Browsing.Navigation : Browsing.Call;
    }

    private static Browsing Named(IDictionary<string, StringValues> request)
    {
        if (IsBlazor(request))
            return Browsing.Navigation;
        foreach (var name in Fragments)
            if (request.Has(name))
                return IsWhole(request) ? Browsing.Navigation : Browsing.Fragment;
        foreach (var name in Pages)
            if (request.Has(name))
                return Browsing.Navigation;
        return request.Has("X-Turbo-Request-Id") ? Browsing.Navigation : Browsing.Call;
    }

    private static bool IsWhole(IDictionary<string, StringValues> request)
    {
        if (request.Has("HX-Request"))
            return request.Of("HX-Boosted") == "true" || request.Of("HX-History-Restore-Request") == "true";
        return request.Has("X-Up-Version") && !request.Has("X-Up-Validate")
            && (request.Of("X-Up-Mode") is { Count: 0 } || request.Of("X-Up-Mode") == "root") && IsMain(request.Of("X-Up-Target"));
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

    private static bool IsInertia(IDictionary<string, StringValues> request) =>
        request.Has("X-Inertia") && !request.Has("X-Inertia-Partial-Data") && !request.Has("X-Inertia-Partial-Except");

    // jQuery's load() and others of its time: pieces, but for pjax, which names itself.
    private static bool IsScripted(IDictionary<string, StringValues> request) => request.Of("X-Requested-With") == "XMLHttpRequest";
}
