using System.Net;

namespace ServerSessions.Tests.Support;

/// <summary>
/// What a browser does with cookies: Secure ones by https only, the prefixes are enforced, one jar for all ports of a host, lifetimes. The requests
/// themselves go by http to where the test wants them, as behind a proxy that ends TLS.
/// </summary>
internal sealed class BrowserJar(HttpMessageHandler inner, Uri site) : DelegatingHandler(inner)
{
    private readonly CookieContainer _jar = new();

    public IEnumerable<Cookie> Cookies => _jar.GetCookies(site);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var at = new Uri(site, request.RequestUri!.PathAndQuery);
        if (_jar.GetCookieHeader(at) is { Length: > 0 } header)
            request.Headers.TryAddWithoutValidation("Cookie", header);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var line in set.Where(IsKept))
                _jar.SetCookies(at, line);
        return response;
    }

    private bool IsKept(string line)
    {
        bool Has(string attribute) => line.Split(';').Skip(1).Any(a => a.Trim().Equals(attribute, StringComparison.OrdinalIgnoreCase));
        var secure = Has("secure");
        return (!secure || site.Scheme == "https")
            && (!line.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase) || secure)
            && (!line.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase) || (secure && Has("path=/") && !line.Contains("domain=", StringComparison.OrdinalIgnoreCase)))
            && (secure || !Has("samesite=none"));
    }
}
