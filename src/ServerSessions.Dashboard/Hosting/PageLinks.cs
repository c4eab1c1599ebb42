using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>
/// Links of a page, already percent-encoded. The base is the request's path before the page's own path, so that links are valid
/// below every pattern and path base, also with route parameters in the pattern.
/// </summary>
internal sealed record PageLinks(string Base)
{
    public string Start => Base.Length == 0 ? "/" : Base;

    /// <summary>Whether there are pages of single sessions; without them, links to them are null, and what they would lead from is text.</summary>
    public bool HasSessions { get; init; } = true;

    public string? Sessions => HasSessions ? To("sessions") : null;

    public string Alerts => To("alerts");

    public string Automation => To("insights/automation");

    public string Goals => To("insights/goals");

    public string Releases => To("insights/releases");

    public string Thresholds => To("insights/alerts");

    public string Decisions => To("decisions");

    public string ActiveDecisions => Decisions + "?active=true";

    public string Pipeline => To("pipeline");

    public string Shares => To("shares");

    public static PageLinks For(HttpRequest request, string path)
    {
        var full = (request.PathBase.Value + request.Path.Value).TrimEnd('/');
        var own = path.Trim('/');
        // With a leading //, every link would lead to another host.
        var root = (own.Length == 0 ? full : Before(full, own)).Trim('/', '\\');
        return new PageLinks(root.Length == 0 ? "" : new PathString("/" + root).ToUriComponent());
    }

    public string To(string page) => $"{Base}/{page}";

    public string? Session(string id) => HasSessions ? To("sessions/" + Uri.EscapeDataString(id)) : null;

    public string Alert(string id) => To("alerts/" + Uri.EscapeDataString(id));

    /// <summary>Returns the address to which a form posts an act about a session.</summary>
    public string Act(string session, string verb) => $"{Session(session)}/{verb}";

    public string Release(string decision) => $"{Decisions}/{Uri.EscapeDataString(decision)}/release";

    public string RevokeShare(string id) => $"{Shares}/{Uri.EscapeDataString(id)}/revoke";

    public string DecisionsAfter(string cursor) => Decisions + "?after=" + Uri.EscapeDataString(cursor);

    public string? SessionsWhere(SessionQuery query) => HasSessions ? Sessions + query.ToQueryString() : null;

    /// <summary>Returns the address of a page of insights for a range and a segment.</summary>
    public static string Where(string page, string? range, Segment segment)
    {
        IEnumerable<string> parts =
        [
            .. range is null ? [] : (string[])["range=" + Uri.EscapeDataString(range)],
            .. segment.Pairs.Select(pair => $"segment={Uri.EscapeDataString(pair.Key)}:{Uri.EscapeDataString(pair.Value)}"),
        ];
        return string.Join('&', parts) is { Length: > 0 } query ? $"{page}?{query}" : page;
    }

    public string OneRelease(string version) => $"{Releases}/{Uri.EscapeDataString(version)}";

    public string AlertsWhere(AlertQuery query) => Alerts + query.ToQueryString();

    private static string Before(string full, string own)
    {
        if (full.EndsWith("/" + own, StringComparison.OrdinalIgnoreCase))
            return full[..^(own.Length + 1)];
        // An id with an encoded slash is decoded only in the route value, so the maximum number of a page's segments is used.
        var parts = full.Split('/');
        return string.Join('/', parts[..Math.Max(1, parts.Length - (own.Contains('/') ? 2 : 1))]);
    }
}
