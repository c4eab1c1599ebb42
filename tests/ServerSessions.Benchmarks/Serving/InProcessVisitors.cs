using ServerSessions.Benchmarks.Load;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>
/// The headers of requests in process. They stay, as a connection's do, but for the cookie: its text is made anew each time, so that
/// it lies in the processor's cache as one does that was just received.
/// </summary>
internal sealed class InProcessVisitors
{
    private const string Host = "shop.example";

    private readonly string[] _cookies;

    /// <param name="cookies">Tracking cookies, name and value.</param>
    public InProcessVisitors(string[] cookies)
    {
        _cookies = [.. cookies.Select(cookie => VisitorHeaders.For(Host, cookie).Single(h => h.Name == "Cookie").Value)];
        Headers["Host"] = Host;
        foreach (var (name, value) in VisitorHeaders.For(Host, cookies[0]))
            Headers[name] = value;
    }

    public HeaderDictionary Headers { get; } = [];

    public int Count => _cookies.Length;

    /// <summary>The headers with a visitor's cookie.</summary>
    public HeaderDictionary Of(int visitor)
    {
        Headers["Cookie"] = new string(_cookies[visitor % _cookies.Length].AsSpan());
        return Headers;
    }
}
