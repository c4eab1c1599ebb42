using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ServerSessions.Reports.Roles;

namespace ServerSessions.Reports.Views;

/// <summary>The query of a saved view.</summary>
internal static class ViewQuery
{
    private const int MaxLength = 2_000;

    private static readonly TimeSpan MinRange = TimeSpan.FromHours(1);

    // Its values are the application's, such as an address; those of traits are declared.
    private const string PropertyKey = "property";

    // Each finds one person or one session.
    private static readonly string[] Personal = ["user", "issuer", "key", "at"];

    /// <summary>Whether a query of the list can be saved: it selects something, and no person.</summary>
    public static bool CanSave(SessionQuery query) => !HasProperty(query) &&
        query is { User: null, Issuer: null, Key: null, At: null } && query with { After = null, Limit = new SessionQuery().Limit } != new SessionQuery();

    /// <summary>Returns the query as the list writes it, without a cursor, the length of a page and what the list does not read.</summary>
    /// <exception cref="ArgumentException">The list cannot read it, it selects a person, or it is too long.</exception>
    public static string Of(string text)
    {
        if (text.Length > MaxLength)
            throw new ArgumentException($"The query has {text.Length} characters; expected at most {MaxLength}.");
        var reader = new QueryReader(Parse(text));
        if (Personal.FirstOrDefault(name => reader.Text(name) is not null) is { } personal)
            throw new ArgumentException($"A view with the filter \"{personal}\" finds one person and cannot be saved: it would outlive that person's erasure.");
        var query = reader.Sessions() with { After = null, Limit = new SessionQuery().Limit };
        if (HasProperty(query))
            throw new ArgumentException("A view with a property of recorded events can find one person and cannot be saved: it would outlive that person's erasure.");
        if (!CanSave(query))
            throw new ArgumentException("The view selects all sessions; set a filter first.");
        if (reader.Named() is null && query.To - query.From < MinRange)
            throw new ArgumentException($"The range of a view is at least {MinRange.TotalMinutes:0} minutes: a shorter one can find one person, and the view would outlive that person's erasure.");
        if (reader.Named() is null)
            return query.ToQueryString();
        // "The last seven days" are those before the view is opened.
        var rest = (query with { From = null, To = null }).ToQueryString();
        return $"{(rest.Length == 0 ? "?" : rest + "&")}range={Uri.EscapeDataString(reader.Text("range")!)}";
    }

    private static bool HasProperty(SessionQuery query) => query.Segment?.Pairs.Any(pair => pair.Key == PropertyKey) == true;

    /// <summary>Whether a caller may open the list with a stored query.</summary>
    public static bool IsOpenTo(SessionAdminAccess access, string query) =>
        Parse(query) is var parts && RoleFilter.Withheld(parts, access) is null && RoleFilter.WithheldSegment(parts, access) is null;

    private static QueryCollection Parse(string text) => new(QueryHelpers.ParseQuery(text));
}
