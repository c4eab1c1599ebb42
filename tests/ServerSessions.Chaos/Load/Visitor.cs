namespace ServerSessions.Chaos.Load;

/// <summary>One visitor of a web child: it keeps the cookie that it is given.</summary>
internal sealed class Visitor(HttpClient client, string? cookie = null)
{
    private string? _cookie = cookie;

    /// <summary>Asks for a page. False when the answer was not 200, or none came.</summary>
    public async Task<bool> VisitAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (_cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", _cookie);
        try
        {
            using var response = await client.SendAsync(request);
            if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
                _cookie = string.Join("; ", cookies.Select(c => c.Split(';')[0]));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A client that looks like a browser that navigates.</summary>
    public static HttpClient Browser(string address)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Mode", "navigate");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Dest", "document");
        return client;
    }
}
