using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using ServerSessions.TestServers;

namespace ServerSessions.BrowserTests.Support;

/// <summary>A page in a browser profile of its own, with everything that goes wrong in it.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    /// <summary>Only what never comes reaches it, also on a busy machine.</summary>
    public static readonly TimeSpan Patience = Waiting.Patience;

    // The browser writes a violation of the content security policy to the console; where it does not, this does. What hostile text would call is counted.
    private const string Watch = """
        window.pwned = [];
        for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = text => { window.pwned.push(`${name} ${text}`); };
        addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`));
        """;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private long _bytes;

    private WatchedPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Console errors and warnings, exceptions, failed or refused requests, dialogs, and violations of the content security policy.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>Addresses that were requested.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <param name="browser">The browser.</param>
    /// <param name="address">What paths are relative to.</param>
    /// <param name="cookies">Cookies to start with, as <see cref="CookiesAsync"/> returns them; null for none.</param>
    /// <param name="isScripted">Whether the pages' scripts run.</param>
    /// <param name="userAgent">The User-Agent; null for the browser's own.</param>
    public static async Task<WatchedPage> OpenAsync(IBrowser browser, Uri address, string? cookies = null, bool isScripted = true, string? userAgent = null)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
            StorageState = cookies,
            JavaScriptEnabled = isScripted,
            UserAgent = userAgent,
            TimezoneId = "UTC",
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        await context.AddInitScriptAsync(Watch);
        var watched = new WatchedPage(context, await context.NewPageAsync());
        watched.Listen();
        await watched.MeasureAsync();
        return watched;
    }

    public Task<string> CookiesAsync() => _context.StorageStateAsync();

    /// <summary>Names and values of what <see cref="CookiesAsync"/> returned, for a client that is no browser.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Cookies(string state) =>
        [.. JsonDocument.Parse(state).RootElement.GetProperty("cookies").EnumerateArray().Select(c => KeyValuePair.Create(c.GetProperty("name").GetString()!, c.GetProperty("value").GetString()!))];

    /// <summary>Opens a path. A status that is not expected is a fault; 200 is expected by default.</summary>
    public async Task GoAsync(string path, params int[] expected)
    {
        var response = await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        if (response is null || !(expected is [] ? [200] : expected).Contains(response.Status))
            _faults.Enqueue($"{path} answered {response?.Status}");
    }

    /// <summary>Text that hostile content passed to a function that it called.</summary>
    public Task<string[]> CalledAsync() => Page.EvaluateAsync<string[]>("window.pwned");

    /// <summary>Returns the bytes that were transferred since the last call, with headers, as they were compressed.</summary>
    public long TakeBytes() => Interlocked.Exchange(ref _bytes, 0);

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private async Task MeasureAsync()
    {
        var session = await _context.NewCDPSessionAsync(Page);
        session.Event("Network.loadingFinished").OnEvent += (_, e) => Interlocked.Add(ref _bytes, (long)e!.Value.GetProperty("encodedDataLength").GetDouble());
        await session.SendAsync("Network.enable");
    }

    private void Listen()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _faults.Enqueue($"console {message.Type}: {message.Text} ({message.Location})");
        };
        Page.PageError += (_, error) => _faults.Enqueue($"exception: {error}");
        Page.RequestFailed += (_, request) =>
        {
            // A page that is left stops its own requests.
            if (request.Failure != "net::ERR_ABORTED")
                _faults.Enqueue($"failed: {request.Method} {request.Url} {request.Failure}");
        };
        Page.Request += (_, request) => _requests.Enqueue(request.Url);
        Page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.ResourceType != "document")
                _faults.Enqueue($"{response.Status}: {response.Request.Method} {response.Url}");
        };
    }
}
