namespace ServerSessions.Simulation.Visiting;

/// <summary>The headers that a kind of browser sends with every request.</summary>
/// <param name="UserAgent">Empty for a client that sends none.</param>
/// <param name="Languages">The Accept-Language header; null for none.</param>
/// <param name="SendsFetchMetadata">Whether it sends Sec-Fetch-* headers, as browsers do and scripts mostly do not.</param>
/// <param name="Platform">The operating system of the client hints, which Chromium sends; null for none.</param>
internal sealed record BrowserProfile(string UserAgent, string? Languages, bool SendsFetchMetadata, string? Platform = null)
{
    public const string PageTypes = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    public static IReadOnlyList<BrowserProfile> Everyday { get; } =
    [
        Browser("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "en-GB,en;q=0.9", "Windows"),
        Browser("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15", "en-US,en;q=0.9"),
        Browser("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "de,en-US;q=0.7,en;q=0.3"),
        Browser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1", "fr-FR,fr;q=0.9"),
        Browser("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "es-ES,es;q=0.9,en;q=0.8", "Android"),
        Browser("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "nl,en;q=0.8", "Windows"),
        Browser("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "en-US,en;q=0.5"),
    ];

    public static BrowserProfile Crawler { get; } =
        new("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", null, SendsFetchMetadata: false);

    public static BrowserProfile Agent { get; } =
        new("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot", null, SendsFetchMetadata: false);

    public static BrowserProfile LinkChecker { get; } = new("LinkChecker/10.6 (+https://linkchecker.github.io/linkchecker/)", null, SendsFetchMetadata: false);

    public static BrowserProfile Script { get; } = new("python-requests/2.32.5", null, SendsFetchMetadata: false);

    public static BrowserProfile Nameless { get; } = new("", null, SendsFetchMetadata: false);

    /// <summary>The client hints that say which system it runs on.</summary>
    public IEnumerable<KeyValuePair<string, string>> Hints => Platform is null
        ? []
        : [new("Sec-CH-UA-Platform", $"\"{Platform}\""), new("Sec-CH-UA-Mobile", Platform == "Android" ? "?1" : "?0")];

    private static BrowserProfile Browser(string userAgent, string languages, string? platform = null) => new(userAgent, languages, SendsFetchMetadata: true, platform);
}
