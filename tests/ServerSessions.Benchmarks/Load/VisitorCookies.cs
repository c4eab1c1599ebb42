namespace ServerSessions.Benchmarks.Load;

/// <summary>Comes to the tracked app as a new visitor, many times, and keeps the cookies: in Production they are Secure, so they are sent back by hand.</summary>
internal static class VisitorCookies
{
    private const int AtOnce = 16;

    public static async Task<string[]> GetAsync(Uri page, int count, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = AtOnce });
        var cookies = new string[count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, parallel, async (i, stop) => cookies[i] = await GetAsync(client, page, stop));
        return cookies;
    }

    private static async Task<string> GetAsync(HttpClient client, Uri page, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        foreach (var (name, value) in VisitorHeaders.For(page.Authority, cookie: null))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }
}
