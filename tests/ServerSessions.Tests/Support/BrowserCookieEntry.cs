namespace ServerSessions.Tests.Support;

/// <summary>A cookie that a browser keeps for one host.</summary>
internal sealed record BrowserCookieEntry(string Value, bool IsSecure, string SameSite)
{
    /// <summary>Whether it goes with a navigation that another site began.</summary>
    public bool GoesCrossSite(HttpMethod method) =>
        SameSite.Equals("none", StringComparison.OrdinalIgnoreCase)
        || (SameSite.Equals("lax", StringComparison.OrdinalIgnoreCase) && (method == HttpMethod.Get || method == HttpMethod.Head));
}
