using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Queries;

/// <summary>Writes filters as the query string that <see cref="QueryReader"/> reads; default values are omitted.</summary>
internal static class QueryText
{
    public static string ToQueryString(this SessionQuery query) => Join(
        ("from", query.From?.ToString("O", CultureInfo.InvariantCulture)),
        ("to", query.To?.ToString("O", CultureInfo.InvariantCulture)),
        ("key", query.Key),
        ("at", query.At?.ToString("O", CultureInfo.InvariantCulture)),
        ("user", query.User),
        ("actor", query.Actor?.ToString()),
        ("class", query.Class?.ToString()),
        ("outcome", query.Outcome?.ToString()),
        ("rule", query.Rule),
        ("minRisk", query.MinRisk?.ToString(CultureInfo.InvariantCulture)),
        ("route", query.Route),
        ("live", query.Live is { } live ? (live ? "true" : "false") : null),
        ("limit", Limit(query.Limit, new SessionQuery().Limit)),
        ("after", query.After));

    public static string ToQueryString(this AlertQuery query) => Join(
        ("state", query.State?.ToString()),
        ("severity", query.Severity?.ToString()),
        ("rule", query.Rule),
        ("limit", Limit(query.Limit, new AlertQuery().Limit)),
        ("after", query.After));

    private static string? Limit(int limit, int usual) => limit == usual ? null : limit.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a query string, with its question mark; pairs without a value are omitted.</summary>
    public static string Join(params ReadOnlySpan<(string Name, string? Value)> pairs)
    {
        var text = QueryString.Empty;
        foreach (var (name, value) in pairs)
        {
            if (!string.IsNullOrEmpty(value))
                text = text.Add(name, value);
        }
        return text.Value ?? "";
    }
}
