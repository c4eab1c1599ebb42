namespace ServerSessions.Requests;

/// <summary>Whether an address begins with the host that a request names. A proxy may name the port of the scheme, which browsers leave out.</summary>
internal static class SiteHost
{
    /// <param name="address">What follows the scheme: host, port, path.</param>
    /// <param name="isHttps">The scheme of the address.</param>
    /// <param name="host">The host of the request.</param>
    public static bool Begins(ReadOnlySpan<char> address, bool isHttps, ReadOnlySpan<char> host) =>
        Begins(address, host) || (host.EndsWith(isHttps ? ":443" : ":80", StringComparison.Ordinal) && Begins(address, host[..host.LastIndexOf(':')]));

    private static bool Begins(ReadOnlySpan<char> address, ReadOnlySpan<char> host) =>
        !host.IsEmpty && address.StartsWith(host, StringComparison.OrdinalIgnoreCase) && (address.Length == host.Length || address[host.Length] is '/' or '?' or '#');
}
