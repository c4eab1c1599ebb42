using Microsoft.AspNetCore.Http;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>
/// Links of a page, already percent-encoded. The base is the request's path before the page's own path, so that links are valid
/// below every pattern and path base, also with route parameters in the pattern.
/// </summary>
internal sealed record PageLinks(string Base)
{
    /// <summary>Address of the page itself, without a query.</summary>
    public string Own { get; private init; } = Base;

    public string Start => Base.Length == 0 ? "/" : Base;

    public string Sessions => To("sessions");

    public string Alerts => To("alerts");

    public string Automation => To("insights/automation");

    public string Goals => To("insights/goals");

    public string Releases => To("insights/releases");

    public string Insight(string page) => To("insights/" + page);

    public string Funnel(string name) => Insight("funnels/" + Uri.EscapeDataString(name));

    public string Experiment(string name) => Insight("experiments/" + Uri.EscapeDataString(name));

    public string Thresholds => To("insights/alerts");

    public string Decisions => To("decisions");

    public string ActiveDecisions => Decisions + "?active=true";

    public string Pipeline => To("pipeline");

    public static PageLinks For(HttpRequest request, string path)
    {
        var full = (request.PathBase.Value + request.Path.Value).TrimEnd('/');
        var own = path.Trim('/');
        // With a leading //, every link would lead to another host.
        var root = (own.Length == 0 ? full : Before(full, own)).Trim('/', '\\');
        var links = new PageLinks(root.Length == 0 ? "" : new PathString("/" + root).ToUriComponent());
        return links with { Own = own.Length == 0 ? links.Start : links.To(string.Join('/', own.Split('/').Select(Uri.EscapeDataString))) };
    }

    public string To(string page) => $"{Base}/{page}";

    public string Session(string id) => To("sessions/" + Uri.EscapeDataString(id));

    public string Alert(string id) => To("alerts/" + Uri.EscapeDataString(id));

    /// <summary>Returns the address to which a form posts an act about a session.</summary>
    public string Act(string session, string verb) => $"{Session(session)}/{verb}";

    public string Release(string decision) => $"{Decisions}/{Uri.EscapeDataString(decision)}/release";

    public string DecisionsAfter(string cursor) => Decisions + "?after=" + Uri.EscapeDataString(cursor);

    public string SessionsWhere(SessionQuery query) => Sessions + query.ToQueryString();

    public string OneRelease(string version) => $"{Releases}/{Uri.EscapeDataString(version)}";

    public string AlertsWhere(AlertQuery query) => Alerts + query.ToQueryString();

    // A name with an encoded slash is decoded only in the route value, so the path's last segments are compared as they are and decoded.
    private static string Before(string full, string own)
    {
        var parts = full.Split('/');
        for (var last = parts.Length - 1; last > 0; last--)
        {
            var page = string.Join('/', parts[last..]);
            if (page.Equals(own, StringComparison.OrdinalIgnoreCase) || Uri.UnescapeDataString(page).Equals(own, StringComparison.OrdinalIgnoreCase))
                return string.Join('/', parts[..last]);
        }

        return string.Join('/', parts[..Math.Max(1, parts.Length - own.Split('/').Length)]);
    }
}
