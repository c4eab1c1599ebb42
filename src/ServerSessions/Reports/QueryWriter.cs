using System.Globalization;
using System.Text;
using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>Writes queries as the query string that <see cref="QueryReader"/> reads; default values are omitted.</summary>
internal static class QueryWriter
{
    public static string ToQueryString(this SessionQuery query) => Join(
    [
        new("from", Text(query.From)), new("to", Text(query.To)), new("key", query.Key), new("at", Text(query.At)), new("user", query.User), new("issuer", query.Issuer),
        new("actor", query.Actor?.ToString()), new("class", query.Class?.ToString()), new("outcome", query.Outcome?.ToString()), new("rule", query.Rule),
        new("minRisk", query.MinRisk?.ToString(CultureInfo.InvariantCulture)), new("route", query.Route),
        .. query.Segment is { } segment ? Pairs(segment) : [],
        new("recorded", query.Recorded is { } recorded ? Text(recorded) : null), new("live", query.Live is { } live ? Text(live) : null), new("limit", Limit(query.Limit, new SessionQuery().Limit)), new("after", query.After),
    ]);

    public static string ToQueryString(this AlertQuery query) => Join(
    [
        new("state", query.State?.ToString()), new("severity", query.Severity?.ToString()), new("rule", query.Rule),
        new("limit", Limit(query.Limit, new AlertQuery().Limit)), new("after", query.After),
    ]);

    /// <summary>An ad hoc funnel, or the parts of it that are not defaults.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Pairs(FunnelDefinition funnel) =>
    [
        .. funnel.Steps.Select(step => new KeyValuePair<string, string?>("steps", step)),
        .. funnel.Excluded.Select(step => new KeyValuePair<string, string?>("excluded", step)),
        new("order", funnel.Order == FunnelOrder.Sequential ? null : funnel.Order.ToString()),
        new("unit", funnel.Unit == FunnelUnit.Session ? null : funnel.Unit.ToString()),
        new("window", funnel.Window == new FunnelDefinition { Steps = [] }.Window ? null : funnel.Window is { } window ? $"{(long)window.TotalSeconds}s" : "session"),
    ];

    public static IEnumerable<KeyValuePair<string, string?>> Pairs(FunnelSessions which) =>
    [
        new("step", which.Step.ToString(CultureInfo.InvariantCulture)), new("left", Text(which.Left)), new("cause", which.Cause), new("recorded", which.Recorded is { } recorded ? Text(recorded) : null),
        new("limit", Limit(which.Limit, new FunnelSessions().Limit)), new("after", which.After),
    ];

    public static IEnumerable<KeyValuePair<string, string?>> Pairs(Segment segment) =>
        segment.Pairs.Select(pair => new KeyValuePair<string, string?>("segment", $"{pair.Key}:{pair.Value}"));

    public static string Text(bool flag) => flag ? "true" : "false";

    public static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The query string with its "?", or nothing; pairs without a value are left out.</summary>
    public static string Join(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in pairs)
            if (!string.IsNullOrEmpty(value))
                text.Append(text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Escaped(value));
        return text.ToString();
    }

    // A colon needs no escape in a query, and a segment is easier to read with it.
    private static string Escaped(string value) => Uri.EscapeDataString(value).Replace("%3A", ":", StringComparison.Ordinal);

    private static string? Limit(int limit, int usual) => limit == usual ? null : limit.ToString(CultureInfo.InvariantCulture);
}
