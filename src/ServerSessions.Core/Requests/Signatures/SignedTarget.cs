namespace ServerSessions.Requests.Signatures;

/// <summary>The parts of a request, besides its headers, that a signature can cover.</summary>
/// <param name="Method">The method.</param>
/// <param name="Scheme">http or https.</param>
/// <param name="Authority">The host, with the port where it is not the scheme's own; in lower case.</param>
/// <param name="Path">The path as it was sent.</param>
/// <param name="Query">The query with its question mark; empty for none.</param>
internal readonly record struct SignedTarget(string Method, string Scheme, string Authority, string Path, string Query)
{
    /// <summary>The value of a derived component (RFC 9421, section 2.2); null for one that is not known.</summary>
    public string? Component(string name) => name switch
    {
        "@method" => Method,
        "@scheme" => Scheme,
        "@authority" => Authority,
        "@path" => Path,
        "@query" => Query.Length == 0 ? "?" : Query,
        "@target-uri" => $"{Scheme}://{Authority}{Path}{Query}",
        "@request-target" => Path + Query,
        _ => null,
    };
}
