namespace ServerSessions.Testing;

/// <summary>Keeps the cookies of one visitor, secure ones over http too; deleted ones are removed.</summary>
internal sealed class VisitorCookies(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly Dictionary<string, string> _cookies = [];

    public IReadOnlyCollection<string> Values => _cookies.Values;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_cookies.Count > 0 && !request.Headers.Contains("Cookie"))
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var line in set)
            {
                var pair = line.Split(';')[0];
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals == pair.Length - 1)
                    _cookies.Remove(pair[..equals]);
                else
                    _cookies[pair[..equals]] = pair[(equals + 1)..];
            }

        return response;
    }
}
