namespace ServerSessions.Simulation.Visiting;

/// <summary>One client with its cookies, its address and its headers.</summary>
internal sealed class Browser(Visit visit, BrowserProfile profile, string address, Random random)
{
    private const int MostRedirects = 5;

    private string? _referrer;
    private bool _hasAssets;

    public BrowserProfile Profile => profile;

    public Random Random => random;

    public bool IsPerson => visit.IsPerson;

    /// <summary>Whether it has sent a sign-in.</summary>
    public bool HasSignedIn { get; private set; }

    public string Address { get; private set; } = address;

    public CookieJar Cookies { get; } = new();

    /// <summary>The forged Sec-Fetch-Site of a tool; null for a browser.</summary>
    public string? ForgedSite { get; init; }

    /// <summary>Changes the address, as a phone does.</summary>
    public void MoveTo(string newAddress, string? account = null)
    {
        Address = newAddress;
        visit.Label(this, account);
    }

    public Task ThinkAsync(double least, double most, CancellationToken cancel) => visit.Clock.ThinkAsync(random, least, most, cancel);

    /// <summary>Opens a page, as a typed address or by a link on the last page.</summary>
    public async Task<Page> OpenAsync(string path, CancellationToken cancel, int expect = 200, bool typed = false, bool prefetch = false)
    {
        if (typed)
            _referrer = null;
        var page = await FollowAsync(await SendAsync("GET", path, Navigation(prefetch), null, cancel), path, cancel);
        Check("GET", path, page.Status, expect);
        if (!prefetch)
            _referrer = new Uri(visit.Client.BaseAddress, page.Path).AbsoluteUri;
        await LoadAssetsAsync(cancel);
        return page;
    }

    /// <summary>Sends a form of a page, with its hidden fields.</summary>
    public async Task<Page> SubmitAsync(Page page, string action, CancellationToken cancel, int expect = 200, params (string Name, string Value)[] fields)
    {
        HasSignedIn |= action == ShopPaths.SignIn;
        List<KeyValuePair<string, string>> form = [.. page.HiddenFields(action), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))];
        var result = await FollowAsync(await SendAsync("POST", action, [.. Navigation(false), Origin()], form, cancel), action, cancel);
        Check("POST", action, result.Status, expect);
        _referrer = new Uri(visit.Client.BaseAddress, result.Path).AbsoluteUri;
        return result;
    }

    /// <summary>Sends a form and does not follow the redirect.</summary>
    public async Task<VisitorResponse> SubmitBlindAsync(Page page, string tokenOf, string action, CancellationToken cancel, params (string Name, string Value)[] fields)
    {
        List<KeyValuePair<string, string>> form = [.. page.HiddenFields(tokenOf), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))];
        return await SendAsync("POST", action, [.. Navigation(false), Origin()], form, cancel);
    }

    /// <summary>Sends a request of a page's script.</summary>
    public async Task FetchAsync(string path, CancellationToken cancel, int expect = 200, string method = "GET")
    {
        var response = await SendAsync(method, path, Fetch("cors", "empty", "*/*"), null, cancel);
        Check(method, path, response.Status, expect);
    }

    /// <summary>Requests an image of a page, such as one in a comment.</summary>
    public async Task LoadImageAsync(string path, CancellationToken cancel, int expect = 200)
    {
        var response = await SendAsync("GET", path, Fetch("no-cors", "image", "image/*,*/*;q=0.8"), null, cancel);
        Check("GET", path, response.Status, expect);
    }

    private async Task LoadAssetsAsync(CancellationToken cancel)
    {
        if (_hasAssets || !profile.SendsFetchMetadata)
            return;
        _hasAssets = true;
        await SendAsync("GET", ShopPaths.Style, Fetch("no-cors", "style", "text/css,*/*;q=0.1"), null, cancel);
        await SendAsync("GET", ShopPaths.Script, Fetch("no-cors", "script", "*/*"), null, cancel);
    }

    private async Task<Page> FollowAsync(VisitorResponse response, string path, CancellationToken cancel)
    {
        for (var hop = 0; hop < MostRedirects && response.Status is 301 or 302 or 303 or 307 or 308; hop++)
        {
            var target = new Uri(new Uri(visit.Client.BaseAddress, path), response.Location ?? "/");
            if (target.Authority != visit.Client.BaseAddress.Authority)
            {
                visit.Tally.Surprise($"{visit.Name}: {path} redirects to another host, {target.Authority}; not followed.");
                break;
            }
            path = target.PathAndQuery;
            response = await SendAsync("GET", path, Navigation(false), null, cancel);
        }
        return new Page(path, response.Status, response.Body);
    }

    private async Task<VisitorResponse> SendAsync(
        string method, string path, IEnumerable<KeyValuePair<string, string>> headers, IReadOnlyList<KeyValuePair<string, string>>? form, CancellationToken cancel)
    {
        List<KeyValuePair<string, string>> all = [.. Identity(), .. headers];
        if (Cookies.Header is { } cookies)
            all.Add(new("Cookie", cookies));
        visit.Tally.Sent();
        var response = await visit.Client.SendAsync(new VisitorRequest(method, path, all, form), cancel);
        Cookies.Take(response.SetCookies);
        return response;
    }

    private IEnumerable<KeyValuePair<string, string>> Identity()
    {
        yield return new("X-Forwarded-For", Address);
        if (profile.UserAgent.Length > 0)
            yield return new("User-Agent", profile.UserAgent);
        if (profile.Languages is { } languages)
            yield return new("Accept-Language", languages);
        foreach (var hint in profile.Hints)
            yield return hint;
    }

    private IEnumerable<KeyValuePair<string, string>> Navigation(bool prefetch)
    {
        yield return new("Accept", profile.SendsFetchMetadata ? BrowserProfile.PageTypes : "*/*");
        if (_referrer is { } referrer)
            yield return new("Referer", referrer);
        if (!profile.SendsFetchMetadata)
            yield break;
        yield return new("Upgrade-Insecure-Requests", "1");
        yield return new("Sec-Fetch-Site", ForgedSite ?? (_referrer is null ? "none" : "same-origin"));
        yield return new("Sec-Fetch-Mode", "navigate");
        yield return new("Sec-Fetch-Dest", "document");
        if (prefetch)
            yield return new("Sec-Purpose", "prefetch");
        else
            yield return new("Sec-Fetch-User", "?1");
    }

    private IEnumerable<KeyValuePair<string, string>> Fetch(string mode, string destination, string accept)
    {
        yield return new("Accept", accept);
        if (_referrer is { } referrer)
            yield return new("Referer", referrer);
        if (!profile.SendsFetchMetadata)
            yield break;
        yield return new("Sec-Fetch-Site", "same-origin");
        yield return new("Sec-Fetch-Mode", mode);
        yield return new("Sec-Fetch-Dest", destination);
    }

    private KeyValuePair<string, string> Origin() => new("Origin", visit.Client.BaseAddress.GetLeftPart(UriPartial.Authority));

    private void Check(string method, string path, int status, int expected)
    {
        if (status != expected)
            visit.Tally.Surprise($"{visit.Name}: {method} {path} answered {status}, expected {expected}.");
    }
}
