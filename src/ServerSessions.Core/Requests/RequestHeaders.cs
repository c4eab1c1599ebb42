using Microsoft.Extensions.Primitives;

namespace ServerSessions.Requests;

/// <summary>Headers as the web server's own type (<c>IHeaderDictionary</c>) or a plain dictionary holds them.</summary>
internal static class RequestHeaders
{
    /// <summary>The values of a header; empty when it is absent, where the dictionary's indexer would throw.</summary>
    public static StringValues Of(this IDictionary<string, StringValues> headers, string name) => headers.TryGetValue(name, out var values) ? values : default;

    public static bool Has(this IDictionary<string, StringValues> headers, string name) => headers.Of(name).Count > 0;

    /// <summary>Whether one of the values contains a text, in any case.</summary>
    public static bool Contain(this StringValues values, string text)
    {
        foreach (var value in values)
            if (value is not null && value.Contains(text, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
