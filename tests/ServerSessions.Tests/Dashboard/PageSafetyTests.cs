using System.Net;
using System.Text.RegularExpressions;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

public sealed class PageSafetyTests
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    // Everything the pages are made of. An element or attribute that is not here came out of data, or wants a thought.
    private static readonly HashSet<string> Elements =
    [
        "!doctype", "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "main", "footer", "section", "article", "div", "span", "p",
        "h1", "h2", "h3", "small", "strong", "code", "bdi", "time", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "form", "label", "input", "select", "option", "button", "svg", "g", "rect", "line", "path", "text", "desc", "defs", "pattern", "details", "summary",
    ];

    private static readonly HashSet<string> Attributes =
    [
        "html", "lang", "charset", "name", "content", "rel", "href", "type", "src", "defer", "class", "id", "tabindex", "role", "title", "scope", "datetime",
        "aria-label", "aria-hidden", "aria-current", "data-label", "data-format", "data-refresh", "data-events", "data-refresh-state", "data-zone", "data-count", "download", "fill-opacity",
        "method", "action", "formaction", "required", "value", "selected", "placeholder", "maxlength", "size", "inputmode", "pattern",
        "viewbox", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "rx", "d", "fill", "transform", "preserveaspectratio", "patternunits", "patterntransform",
    ];

    public static TheoryData<string> Pages =>
    [
        "", "?range=30d", "?segment=actor:all", "?segment=planet:mars", "/insights/automation", "/insights/automation?range=30d",
        "/insights/goals", "/insights/goals?segment=cohort:newsletter&segment=source:%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/insights/goals?segment=cohort:%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/insights/releases", "/insights/releases/1.4.0", "/insights/releases/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E?days=1", "/insights/alerts", "?segment=cohort:newsletter",
        "/insights/funnels", "/insights/funnels?steps=GET%20/&steps=%3Cb%3E&order=strict&compare=before&breakdown=device", "/insights/funnels/buy?compare=device:%3Cscript%3E&compare=before", "/insights/funnels/none",
        "/insights/funnels/buy/sessions?step=2&left=false&cause=%3Cb%3E", "/insights/funnels/sessions?steps=A&steps=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&step=2", "/insights/paths", "/insights/paths?step=%3Cb%3E&direction=backward", "/insights/paths?depth=many",
        "/insights/friction", "/insights/abandonment", "/insights/adoption", "/insights/retention", "/insights/retention?unit=visitor&period=week&start=%3Cb%3E", "/insights/experiments", "/insights/experiments/button", "/insights/navigation", "/insights/latency", "/insights/engagement", "/insights/vitals", "/insights/clicks", "/insights/fields", "/sessions?segment=step:%3Cb%3E",
        "/sessions", "/sessions?class=Blocked&live=true", $"/sessions/{DashboardData.KnownSession}", "/sessions/unknown", "/alerts",
        $"/alerts/{DashboardData.KnownAlert}", "/alerts/unknown", "/pipeline", "/decisions", "/decisions?active=true", "/decisions?active=perhaps", "/decisions?after=foreign", "/sessions?class=nonsense", "/sessions?after=foreign",
        "/sessions?route=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&user=%3Cscript%3Ealert(1)%3C/script%3E",
        "/insights/stuck", "/insights/stuck?hours=1", "/sessions/live", "/users", "/users?user=alice&issuer=https://idp.example", "/users/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E?issuer=%22%3E%3Cb%3E",
        "/detectors", "/replays", "/replays/job_1", "/replays/none", "/webhooks", "/webhooks/wh_1/deliveries", "/webhooks/wh_1/deliveries?state=failed", "/webhooks/none/deliveries", "/insights/nudges", "/privacy", "/shares", "/pipeline/dead-letters",
        .. Confirmations,
        "/sessions/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/alerts/%3Cimg%20src=x%20onerror=alert(1)%3E",
    ];

    private static IEnumerable<string> Confirmations =>
    [
        $"/sessions/{DashboardData.KnownSession}/block/confirm", $"/sessions/{DashboardData.KnownSession}/erase/confirm", "/sessions/unknown/block/confirm",
        "/users/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E/erase/confirm?issuer=%22%3E%3Cb%3E", $"/alerts/{DashboardData.KnownAlert}/false-positive/confirm", "/alerts/none/resolve/confirm",
        "/decisions/d_1/release/confirm", "/detectors/D1/mode/confirm?mode=Enforce", "/detectors/D1/mode/confirm?mode=%3Cb%3E", "/detectors/D1/replays/confirm", "/detectors/none/replays/confirm", "/webhooks/wh_1/test/confirm", "/webhooks/wh_1/%3Cb%3E/confirm",
        "/deliveries/%3Cimg%20src=x%20onerror=alert(1)%3E/resend/confirm",
        "/erasures/era_1/cancel/confirm", "/erasures/none/cancel/confirm", "/exports/job_3/cancel/confirm", "/exports/%3Cb%3E/cancel/confirm", "/replays/job_2/cancel/confirm", "/replays/job_1/cancel/confirm",
        "/views/view_1/delete/confirm", "/views/%3Cb%3E/delete/confirm", "/shares/share_1/revoke/confirm", "/shares/%3Cb%3E/revoke/confirm",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Hostile_text_adds_no_element_and_no_attribute(string page)
    {
        var html = await HostileAsync(page);
        foreach (var (element, attributes) in Markup.Tags(html))
        {
            Assert.Contains(element, Elements);
            Assert.All(attributes, attribute => Assert.Contains(attribute.Name, Attributes));
        }
        // What is no tag by the reader above, but may be one for a browser.
        Assert.DoesNotMatch("<(?![a-zA-Z/!])", html);
        Assert.DoesNotContain("<!--", html);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_hostile_text_comes_out_as_it_went_in(string page)
    {
        var html = await HostileAsync(page);
        var dangerous = HostileText.Corpus.Where(text => text.AsSpan().ContainsAny("<>\"'\u202E"));
        Assert.All(dangerous, text => Assert.DoesNotContain(text, html));
        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("<b>", html);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_page_has_inline_style_script_or_handler(string page)
    {
        var html = await HostileAsync(page);
        Assert.DoesNotMatch(new Regex(@"<style\b", RegexOptions.IgnoreCase), html);
        Assert.All(Regex.Matches(html, @"<script\b(?<attributes>[^>]*)>(?<body>.*?)</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase), script =>
        {
            Assert.Contains("src=", script.Groups["attributes"].Value);
            Assert.Equal("", script.Groups["body"].Value);
        });
        var names = Markup.Tags(html).SelectMany(tag => tag.Attributes).Select(attribute => attribute.Name);
        Assert.All(names, name => Assert.False(name == "style" || name.StartsWith("on", StringComparison.Ordinal), name));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_link_stays_below_the_pattern(string page)
    {
        var html = await HostileAsync(page);
        string[] links = [.. Markup.Values(html, "href"), .. Markup.Values(html, "src").Order(), .. Markup.Values(html, "action"), .. Markup.Values(html, "formaction")];
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Matches(@"^(#[a-z]+|/admin/sessions([/?][\x21-\x7E]*)?)$", link));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Marks_that_turn_the_direction_are_not_shown(string page)
    {
        var shown = WebUtility.HtmlDecode(await HostileAsync(page));
        Assert.DoesNotMatch("[\u202A-\u202E\u2066-\u2069\u200E\u200F\u2028\u2029\u0000\u001B]", shown);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_very_long_name_is_cut(string page) =>
        Assert.DoesNotContain(new string('A', 601), Regex.Replace(await HostileAsync(page), "(href|value|action)=\"[^\"]*\"", ""));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_carries_the_strict_headers(string page)
    {
        await using var app = await DashboardApp.StartAsync();
        using var response = await app.Client.GetAsync("/admin/sessions" + page);
        Assert.Equal(Policy, Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    private static async Task<string> HostileAsync(string page)
    {
        await using var app = await DashboardApp.StartAsync(DashboardApp.Hostile());
        using var response = await app.Client.GetAsync("/admin/sessions" + page);
        return await response.Content.ReadAsStringAsync();
    }
}
