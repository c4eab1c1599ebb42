using System.Text;

namespace ServerSessions.Simulation.Visiting;

/// <summary>Sends the visitors' requests with an <see cref="HttpClient"/> that keeps no cookies.</summary>
internal sealed class HttpVisitorClient(HttpClient http) : IVisitorClient
{
    private const int MostBody = 1 << 20;

    public Uri BaseAddress => http.BaseAddress!;

    /// <summary>Creates a client for a server on this machine; other machines are refused.</summary>
    public static HttpVisitorClient ForLoopback(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new ArgumentException($"'{url}' is not an http or https address. Give one such as http://localhost:5000.", nameof(url));
        if (!url.IsLoopback)
            throw new ArgumentException(
                $"'{url.Host}' is another machine. The simulation sends attacks, so only this machine is allowed: localhost, 127.0.0.1 or [::1].", nameof(url));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
        return new HttpVisitorClient(new HttpClient(handler) { BaseAddress = new Uri(url, "/"), Timeout = TimeSpan.FromSeconds(30) });
    }

    public async Task<VisitorResponse> SendAsync(VisitorRequest request, CancellationToken cancel)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Path);
        if (request.Form is { } form)
            message.Content = new FormUrlEncodedContent(form);
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
        return new VisitorResponse(
            (int)response.StatusCode,
            await ReadAsync(response.Content, cancel),
            response.Headers.Location?.OriginalString,
            response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);
    }

    public void Dispose() => http.Dispose();

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = new StringBuilder();
        var buffer = new char[8192];
        int read;
        while (text.Length < MostBody && (read = await reader.ReadAsync(buffer, cancel)) > 0)
            text.Append(buffer, 0, read);
        return text.ToString();
    }
}
