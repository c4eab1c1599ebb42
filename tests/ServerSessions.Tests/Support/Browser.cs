using System.Net;

namespace ServerSessions.Tests.Support;

/// <summary>
/// A browser as far as cookies and fetch metadata go: cookies of one host, with Secure and SameSite (Lax where it is not said), Sec-Fetch headers, redirects.
/// A site is the last two labels of a host, with its scheme.
/// </summary>
internal sealed class Browser(Func<HttpMessageHandler> server)
{
    public const string Agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const int MaxRedirects = 10;

    private readonly Dictionary<(string Host, string Name), BrowserCookieEntry> _cookies = [];

    /// <summary>Headers that this browser adds to every request.</summary>
    public Dictionary<string, string> Extra { get; } = [];

    /// <summary>Old browsers, and pages over plain http, send no Sec-Fetch headers.</summary>
    public bool SendsFetchMetadata { get; init; } = true;

    /// <summary>What was answered, in order, with every redirect.</summary>
    public List<HttpResponseMessage> Answers { get; } = [];

    /// <summary>Goes to an address: typed, or by a link of a page.</summary>
    public Task<HttpResponseMessage> OpenAsync(string address, string? from = null) => NavigateAsync(HttpMethod.Get, new Uri(address), from, null);

    /// <summary>Sends a form of a page.</summary>
    public Task<HttpResponseMessage> SendFormAsync(string address, string from, params (string Name, string Value)[] fields) =>
        NavigateAsync(HttpMethod.Post, new Uri(address), from, [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);

    /// <summary>Scripts of a page fetch at once: each request carries the cookies that are there before any of them is answered.</summary>
    public async Task<IReadOnlyList<HttpResponseMessage>> FetchAsync(string page, params string[] addresses)
    {
        var to = addresses.Select(a => new Uri(a)).ToList();
        var sent = to.Select(address => SendAsync(address, Request(HttpMethod.Get, address, page, IsCross(new Uri(page), address), null, isFetch: true))).ToList();
        var answers = await Task.WhenAll(sent);
        foreach (var (answer, address) in answers.Zip(to))
            Keep(answer, address);
        Answers.AddRange(answers);
        return answers;
    }

    public string? Cookie(string host, string name) => _cookies.GetValueOrDefault((host, name))?.Value;

    private async Task<HttpResponseMessage> NavigateAsync(HttpMethod method, Uri to, string? from, KeyValuePair<string, string>[]? form)
    {
        var (cross, previous) = (false, from is null ? null : new Uri(from));
        for (var i = 0; i < MaxRedirects; i++)
        {
            // Once another site has had a part in it, it stays so.
            cross |= previous is not null && IsCross(previous, to);
            var response = await SendAsync(to, Request(method, to, from, cross, form, isFetch: false));
            Keep(response, to);
            Answers.Add(response);
            if (response.Headers.Location is not { } location)
                return response;
            (previous, to) = (to, new Uri(to, location));
            if (response.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                (method, form) = (HttpMethod.Get, null);
            if (!to.Host.EndsWith("shop.example", StringComparison.Ordinal))
                return response; // nothing answers there
        }

        throw new InvalidOperationException($"More than {MaxRedirects} redirects, the last to {to}.");
    }

    private HttpRequestMessage Request(HttpMethod method, Uri to, string? from, bool cross, KeyValuePair<string, string>[]? form, bool isFetch)
    {
        var request = new HttpRequestMessage(method, to);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        request.Headers.TryAddWithoutValidation("Accept", isFetch ? "*/*" : "text/html,*/*;q=0.8");
        if (SendsFetchMetadata)
        {
            request.Headers.Add("Sec-Fetch-Mode", isFetch ? "cors" : "navigate");
            request.Headers.Add("Sec-Fetch-Dest", isFetch ? "empty" : "document");
            request.Headers.Add("Sec-Fetch-Site", from is null ? "none" : cross ? "cross-site" : OriginOf(new Uri(from)) == OriginOf(to) ? "same-origin" : "same-site");
        }

        if (from is not null)
            request.Headers.Add("Referer", cross ? OriginOf(new Uri(from)) + "/" : from);
        if (from is not null && method != HttpMethod.Get)
            request.Headers.Add("Origin", OriginOf(new Uri(from)));
        foreach (var (name, value) in Extra)
            request.Headers.TryAddWithoutValidation(name, value);
        var sent = _cookies.Where(c => c.Key.Host == to.Host && (!c.Value.IsSecure || to.Scheme == "https") && (!cross || (!isFetch && c.Value.GoesCrossSite(method)))).ToList();
        if (sent.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", sent.Select(c => $"{c.Key.Name}={c.Value.Value}")));
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(Uri to, HttpRequestMessage request)
    {
        using (request)
        using (var client = new HttpClient(server()) { BaseAddress = to })
            return await client.SendAsync(request);
    }

    private void Keep(HttpResponseMessage response, Uri of)
    {
        foreach (var line in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            Keep(line, of);
    }

    private void Keep(string line, Uri of)
    {
        var parts = line.Split(';', StringSplitOptions.TrimEntries);
        var equals = parts[0].IndexOf('=', StringComparison.Ordinal);
        var (name, value) = (parts[0][..equals], parts[0][(equals + 1)..]);
        var isSecure = parts.Contains("secure", StringComparer.OrdinalIgnoreCase);
        var sameSite = parts.FirstOrDefault(p => p.StartsWith("samesite=", StringComparison.OrdinalIgnoreCase))?["samesite=".Length..] ?? "lax";
        if (isSecure && of.Scheme != "https")
            return;
        if (sameSite.Equals("none", StringComparison.OrdinalIgnoreCase) && !isSecure)
            return;
        if (value.Length == 0)
            _cookies.Remove((of.Host, name));
        else
            _cookies[(of.Host, name)] = new BrowserCookieEntry(value, isSecure, sameSite);
    }

    private static bool IsCross(Uri from, Uri to) => SiteOf(from) != SiteOf(to);

    private static string SiteOf(Uri uri) => $"{uri.Scheme}://{string.Join('.', uri.Host.Split('.').TakeLast(2))}";

    private static string OriginOf(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
