using System.Globalization;
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

    /// <summary>Whether there are pages of single sessions; without them, links to them are null, and what they would lead from is text.</summary>
    public bool HasSessions { get; init; } = true;

    /// <summary>Whether the application records sessions; without recordings, there is no log of their views.</summary>
    public bool HasRecordings { get; init; }

    public string? RecordingViews => HasRecordings ? To("recordings/views") : null;

    public string? Sessions => HasSessions ? To("sessions") : null;

    public string Alerts => To("alerts");

    public string Automation => To("insights/automation");

    public string Goals => To("insights/goals");

    public string Releases => To("insights/releases");

    public string Insight(string page) => To("insights/" + page);

    /// <summary>Returns the address of the paths from a step.</summary>
    public string PathsFrom(string step) => Insight("paths") + Query(("step", step));

    public string Funnel(string name) => Insight("funnels/" + Uri.EscapeDataString(name));

    public string Experiment(string name) => Insight("experiments/" + Uri.EscapeDataString(name));

    public string Thresholds => To("insights/alerts");

    public string Decisions => To("decisions");

    public string ActiveDecisions => Decisions + "?active=true";

    public string Pipeline => To("pipeline");

    public string Shares => To("shares");
    public string Stuck => To("insights/stuck");

    public string Live => To("sessions/live");

    public string Users => To("users");

    public string Rules => To("detectors");

    public string Views => To("views");

    public string Replays => To("replays");

    public string Webhooks => To("webhooks");

    public string Nudges => To("insights/nudges");

    public string Privacy => To("privacy");

    public string DeadLetters => To("pipeline/dead-letters");

    public static PageLinks For(HttpRequest request, string path)
    {
        var full = (request.PathBase.Value + request.Path.Value).TrimEnd('/');
        var own = path.Trim('/');
        // With a leading //, every link would lead to another host.
        var root = (own.Length == 0 ? full : Before(full, own)).Trim('/', '\\');
        var links = new PageLinks(root.Length == 0 ? "" : new PathString("/" + root).ToUriComponent());
        return links with { Own = own.Length == 0 ? links.Start : links.To(string.Join('/', own.Split('/').Select(part => Uri.EscapeDataString(Slashed(part))))) };
    }

    public string To(string page) => $"{Base}/{page}";

    public string? Session(string id) => HasSessions ? SessionPath(id) : null;

    /// <summary>Returns the address of a session's page, for pages that exist only where sessions are shown.</summary>
    public string SessionPath(string id) => To("sessions/" + Uri.EscapeDataString(id));

    /// <summary>Returns the address of a session as a file: "markdown" or "export".</summary>
    public string SessionFile(string id, string form) => $"{SessionPath(id)}/{form}";

    public string Recording(string session) => SessionPath(session) + "/recording";

    /// <summary>Returns the address of a session's recording, which opens at a time.</summary>
    public string RecordingAt(string session, DateTimeOffset time) => Recording(session) + Query(("at", time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));

    /// <summary>Returns the address of the player of a session's recording, which opens at a time.</summary>
    public string Player(string session, string? at) => Recording(session) + "/player" + Query(("at", at));

    public string Alert(string id) => To("alerts/" + Uri.EscapeDataString(id));

    /// <summary>Returns the address to which a form posts an act about a session.</summary>
    public string Act(string session, string verb) => $"{SessionPath(session)}/{verb}";

    public string Release(string decision) => $"{Decisions}/{Uri.EscapeDataString(decision)}/release";

    public string RevokeShare(string id) => $"{Shares}/{Uri.EscapeDataString(id)}/revoke";

    public string User(string user, string? issuer = null) => $"{Users}/{Uri.EscapeDataString(user)}{Issuer(issuer)}";

    public string UserAct(string user, string? issuer, string verb) => $"{Users}/{Uri.EscapeDataString(user)}/{verb}{Issuer(issuer)}";

    public string UserConfirm(string user, string? issuer, string verb) => UserAct(user, issuer: null, verb) + "/confirm" + Issuer(issuer);

    public string UserExport(string user, string? issuer, string format) =>
        $"{Users}/{Uri.EscapeDataString(user)}/export" + Query(("format", format), ("issuer", issuer));

    public string UserAfter(string user, string? issuer, string cursor) =>
        $"{Users}/{Uri.EscapeDataString(user)}" + Query(("after", cursor), ("issuer", issuer));

    /// <summary>Returns the address of the page that confirms an act, from the address that its form posts to.</summary>
    public static string Confirm(string act) => act + "/confirm";

    public string RuleAct(string rule, string verb) => $"{Rules}/{Uri.EscapeDataString(rule)}/{verb}";

    public string ReplayConfirm(string rule) => Confirm(RuleAct(rule, "replays"));

    public string Replay(string id) => $"{Replays}/{Uri.EscapeDataString(id)}";

    public string DeleteView(string id) => $"{Views}/{Uri.EscapeDataString(id)}/delete";

    public string? OpenView(SavedView view) => HasSessions ? Sessions + view.Query : null;

    public string CancelErasure(string id) => To($"erasures/{Uri.EscapeDataString(id)}/cancel");

    public string CancelExport(string id) => To($"exports/{Uri.EscapeDataString(id)}/cancel");

    public string CancelReplay(string id) => $"{Replay(id)}/cancel";

    public string ModeConfirm(string rule, DetectionMode mode) => $"{Confirm(RuleAct(rule, "mode"))}?mode={mode}";

    public string WebhookAct(string webhook, string verb) => $"{Webhooks}/{Uri.EscapeDataString(webhook)}/{verb}";

    public string Deliveries(string webhook) => WebhookAct(webhook, "deliveries");

    public string DeliveriesIn(string webhook, DeliveryState? state, string? cursor) => Deliveries(webhook) + Query(("state", state?.ToString()), ("after", cursor));

    public string Resend(string delivery) => To($"deliveries/{Uri.EscapeDataString(delivery)}/resend");

    public string DecisionsAfter(string cursor) => Decisions + "?after=" + Uri.EscapeDataString(cursor);

    public string? SessionsWhere(SessionQuery query) => HasSessions ? Sessions + query.ToQueryString() : null;

    public string OneRelease(string version) => $"{Releases}/{Uri.EscapeDataString(version)}";

    public string AlertsWhere(AlertQuery query) => Alerts + query.ToQueryString();

    private static string Slashed(string text) => text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static string Issuer(string? issuer) => Query(("issuer", issuer));

    private static string Query(params (string Name, string? Value)[] pairs) =>
        QueryWriter.Join(pairs.Select(pair => new KeyValuePair<string, string?>(pair.Name, pair.Value)));

    // A name with an encoded slash is decoded only in the route value, so the path's last segments are compared as they are and decoded.
    private static string Before(string full, string own)
    {
        var parts = full.Split('/');
        for (var last = parts.Length - 1; last > 0; last--)
        {
            var page = string.Join('/', parts[last..]);
            if (page.Equals(own, StringComparison.OrdinalIgnoreCase) || Uri.UnescapeDataString(page).Equals(Slashed(own), StringComparison.OrdinalIgnoreCase))
                return string.Join('/', parts[..last]);
        }

        return string.Join('/', parts[..Math.Max(1, parts.Length - own.Split('/').Length)]);
    }
}
