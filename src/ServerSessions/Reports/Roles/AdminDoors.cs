using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports.Roles;

/// <summary>
/// The one table of who may open what: each route of the admin group belongs to an area, and each area to roles. A route that is not listed belongs to administrators
/// alone, and a test names it.
/// </summary>
internal static class AdminDoors
{
    private const string Confirmation = "/confirm";

    private static readonly Dictionary<AdminArea, AdminRole> Roles = new()
    {
        [AdminArea.Figures] = AdminRole.All,
        [AdminArea.Sessions] = AdminRole.Support | AdminRole.Product | AdminRole.Security | AdminRole.Administrator,
        [AdminArea.People] = AdminRole.Support | AdminRole.Security | AdminRole.Administrator,
        [AdminArea.Definitions] = AdminRole.Product | AdminRole.Administrator,
        [AdminArea.Security] = AdminRole.Security | AdminRole.Administrator,
        [AdminArea.Administration] = AdminRole.Administrator,
    };

    private static readonly (AdminArea Area, string[] Doors)[] Table =
    [
        (AdminArea.Figures,
        [
            "GET /", "GET /insights/overview", "GET /insights/paths", "GET /insights/friction", "GET /insights/abandonment", "GET /insights/adoption", "GET /insights/retention",
            "GET /insights/trends", "GET /insights/automation", "GET /insights/goals", "GET /insights/alerts", "GET /insights/releases", "GET /insights/releases/{version}",
            "GET /insights/latency", "GET /insights/engagement", "GET /insights/vitals", "GET /insights/clicks", "GET /insights/fields", "GET /insights/cohorts", "GET /insights/cohorts/{name}", "GET /insights/funnels", "POST /insights/funnels", "GET /insights/funnels/{name}",
            "GET /insights/experiments", "GET /insights/experiments/{name}", "GET /insights/nudges", "GET /insights/navigation", "GET /pipeline",
        ]),
        (AdminArea.Definitions, ["PUT /insights/cohorts/{name}", "DELETE /insights/cohorts/{name}", "GET /shares", "POST /shares", "DELETE /shares/{id}", "POST /shares/{id}/revoke"]),
        (AdminArea.Sessions, ["GET /sessions", "GET /sessions/live", "GET /sessions/{id}", "GET /sessions/{id}/markdown", "GET /views", "POST /views", "DELETE /views/{id}", "POST /views/{id}/delete", "GET /insights/funnels/sessions", "POST /insights/funnels/sessions", "GET /insights/funnels/{name}/sessions"]),
        (AdminArea.People, ["GET /insights/stuck", "GET /users", "GET /users/{user}", "GET /privacy"]),
        (AdminArea.Security,
        [
            "GET /alerts", "GET /alerts/{id}", "GET /alerts/budget", "POST /alerts/{id}/acknowledge", "POST /alerts/{id}/resolve", "POST /alerts/{id}/false-positive",
            "GET /export/alerts.csv", "GET /export/alerts.jsonl", "GET /detectors", "PUT /detectors/{id}/mode", "POST /detectors/{id}/mode", "POST /detectors/{id}/replay", "POST /detectors/{id}/replays", "POST /insights/navigation/replay",
            "GET /replays", "GET /replays/{id}", "POST /replays/{id}/cancel", "GET /decisions", "GET /decisions/{id}", "POST /decisions/{id}/release",
            "POST /sessions/{id}/revoke", "POST /sessions/{id}/challenge", "POST /sessions/{id}/throttle", "POST /sessions/{id}/block", "POST /sessions/{id}/release",
            "POST /users/{user}/revoke", "POST /users/{user}/release", "GET /sessions/{id}/recording", "GET /sessions/{id}/recording/player",
        ]),
        (AdminArea.Administration,
        [
            "GET /users/{user}/export", "DELETE /users/{user}", "POST /users/{user}/erase", "GET /users/{user}/erasure", "GET /sessions/{id}/export", "DELETE /sessions/{id}", "POST /sessions/{id}/erase", "GET /erasures/{id}", "POST /erasures/{id}/cancel", "GET /exports", "POST /exports/{id}/cancel",
            "GET /export/sessions.csv", "GET /export/sessions.jsonl", "GET /export/steps.csv", "GET /export/steps.jsonl",
            "GET /webhooks", "POST /webhooks", "DELETE /webhooks/{id}", "POST /webhooks/{id}/rotate", "POST /webhooks/{id}/enable", "POST /webhooks/{id}/test",
            "POST /webhooks/{id}/recover", "GET /webhooks/{id}/deliveries", "POST /deliveries/{id}/resend", "GET /pipeline/dead-letters",
            "GET /recordings/views",
        ]),
    ];

    private static readonly Dictionary<string, AdminArea> Areas =
        Table.SelectMany(t => t.Doors.Select(d => (Door: d, t.Area))).ToDictionary(d => d.Door, d => d.Area, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the roles that may open an area.</summary>
    public static AdminRole Of(AdminArea area) => Roles[area];

    /// <summary>Returns the area of a route, by its pattern below the prefix; null when the table does not have it.</summary>
    public static AdminArea? Find(string method, string pattern) =>
        // Assets have the hash of their content in the name, and what is behind the last pattern does not exist.
        pattern.StartsWith("/assets/", StringComparison.Ordinal) || pattern == "/{**rest}" ? AdminArea.Figures
        // The page that confirms an act.
        : pattern.EndsWith(Confirmation, StringComparison.Ordinal) ? Find(HttpMethods.Post, pattern[..^Confirmation.Length])
        : Areas.TryGetValue($"{(HttpMethods.IsHead(method) ? HttpMethods.Get : method)} {pattern}", out var area) ? area
        : null;

    /// <summary>Notes the area of each route of the group.</summary>
    public static void Mark(RouteGroupBuilder group, string prefix)
    {
        var length = prefix.Trim('/') is { Length: > 0 } own ? own.Length + 1 : 0;
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: { } text })
                return;
            var pattern = "/" + ("/" + text.Trim('/'))[length..].Trim('/');
            var methods = endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault()?.HttpMethods;
            var area = Find(methods is [var first, ..] ? first : HttpMethods.Get, pattern);
            endpoint.Metadata.Add(new AdminDoorMetadata(area ?? AdminArea.Administration) { IsListed = area is not null });
        });
    }
}
