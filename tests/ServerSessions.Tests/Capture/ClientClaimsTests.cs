using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>The table of client-controlled inputs in docs/detections.md, line by line: no claim lightens what the server saw.</summary>
public class ClientClaimsTests
{
    private const string Heading = "## What a client controls";

    private static readonly Dictionary<string, Func<Task>> Proofs = new(StringComparer.Ordinal)
    {
        ["`User-Agent`"] = () => KeepsAsync(("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)")),
        ["`Sec-Purpose`, `Purpose`, `X-Purpose`, `X-Sec-Purpose`, `X-Moz`, `Next-Router-Prefetch`"] = async () =>
        {
            foreach (var (name, value) in ((string, string)[])[
                ("Sec-Purpose", "prefetch;prerender"), ("Purpose", "prefetch"), ("X-Purpose", "preview"), ("X-Sec-Purpose", "prefetch"), ("X-Moz", "prefetch"), ("Next-Router-Prefetch", "1")])
            {
                await CountsForSourceAsync((name, value));
                await FlagsAsync("GET", EventFlags.Prefetch | EventFlags.Passive, EventFlags.None, (name, value), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty"));
                await FlagsAsync("POST", EventFlags.None, EventFlags.Prefetch | EventFlags.Passive, (name, value));
                await FlagsAsync("GET", EventFlags.None, EventFlags.Prefetch | EventFlags.Passive, (name, value), ("Authorization", "Bearer x"));
            }

            await FlagsAsync("GET", EventFlags.None, EventFlags.Prefetch | EventFlags.Passive, ("Purpose", "checkout"));
        },
        ["`blazor-enhanced-nav`, `HX-Request`, `HX-Boosted`, `HX-History-Restore-Request`, `Turbo-Frame`, `X-Turbo-Request-Id`, `Turbolinks-Referrer`, `X-Up-Version`, `X-Up-Mode`, `X-Up-Target`, `X-Up-Validate`, `X-PJAX`, `X-Barba`, `X-Livewire-Navigate`, `X-Inertia`, `X-Inertia-Partial-Data`, `X-Inertia-Partial-Except`, `X-IC-Request`, `X-Alpine-Request`, `Datastar-Request`, `X-Requested-With`"] = async () =>
        {
            foreach (var (name, value) in ((string, string)[])[
                ("blazor-enhanced-nav", "on"), ("HX-Request", "true"), ("HX-Boosted", "true"), ("Turbo-Frame", "cart"), ("X-Turbo-Request-Id", "1"), ("X-Up-Version", "3"),
                ("X-PJAX", "true"), ("X-Inertia", "true"), ("X-Requested-With", "XMLHttpRequest")])
            {
                await KeepsAsync((name, value));
                await KeepsAsync((name, value), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty"), ("Sec-Fetch-Site", "same-origin"));
                await FlagsAsync("GET", EventFlags.ScriptFetch, EventFlags.Passive | EventFlags.Induced, (name, value), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty"), ("Sec-Fetch-Site", "same-origin"));
            }

            await CountsForSourceAsync(("blazor-enhanced-nav", "on"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "empty"), ("Sec-Fetch-Site", "cross-site"));
        },
        ["`Accept-Language` of navigations, `Sec-CH-UA-Platform`, `Sec-CH-UA-Mobile`, `Accept-Encoding`"] = () =>
            KeepsAsync(("Accept-Language", "xx"), ("Sec-CH-UA-Platform", "\"none\""), ("Sec-CH-UA-Mobile", "?1"), ("Accept-Encoding", "br")),
        ["`Sec-Fetch-Site`"] = async () =>
        {
            await CountsForSourceAsync(("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));
            await KeepsAsync(("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty"));
            await CountsForSourceAsync(("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty"), ("Origin", "http://pages.localhost"));
            await FlagsAsync("GET", EventFlags.ScriptFetch, EventFlags.Induced, ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty"), ("Origin", "http://app.localhost"));
            await FlagsAsync("POST", EventFlags.Induced, EventFlags.None, ("Sec-Fetch-Site", "cross-site"));
            await FlagsAsync("GET", EventFlags.Induced, EventFlags.None, ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "navigate"));
            await FlagsAsync("POST", EventFlags.FirstContact, EventFlags.None, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"));
            Assert.Equal(KeyKind.CrossSite, (await EventOfAsync("POST", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"))).KeyKind);
            Assert.Equal(KeyKind.Cookie, (await EventOfAsync("GET", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"))).KeyKind);
            Assert.False((await EventOfAsync("GET", ("Sec-Fetch-Site", "same-origin"))).Detail!.Before.IsNone);
        },
        ["`Sec-Fetch-Dest`"] = async () =>
        {
            foreach (var part in (string[])["image", "style", "script", "iframe", "font", "audio", "video", "object", "embed", "track"])
                await FlagsAsync("GET", EventFlags.Induced, EventFlags.None, ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", part));
            await CountsForSourceAsync(("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "image"));
            await FlagsAsync("GET", EventFlags.Navigation | EventFlags.Page, EventFlags.Passive, ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe"));
            await FlagsAsync("POST", EventFlags.None, EventFlags.Induced, ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe"));
        },
        ["`Sec-Fetch-Mode`"] = async () =>
        {
            await KeepsAsync(("Sec-Fetch-Mode", "cors"));
            await KeepsAsync(("Sec-Fetch-Mode", "navigate"));
            await CountsForSourceAsync(("Sec-Fetch-Mode", "no-cors"));
        },
        ["`Referer`"] = async () =>
        {
            await KeepsAsync(("Referer", "{self}/page"));
            Assert.False((await EventOfAsync("GET", ("Referer", "{self}/page"))).Detail!.Before.IsNone);
            await CountsForSourceAsync(("Referer", "https://elsewhere.example/page"));
            await KeepsAsync(("Referer", "https://elsewhere.example/page"), ("Sec-Fetch-Site", "same-origin"));
        },
        ["`Origin`"] = async () =>
        {
            await FlagsAsync("POST", EventFlags.Induced, EventFlags.None, ("Origin", "https://elsewhere.example"));
            await FlagsAsync("POST", EventFlags.Induced, EventFlags.None, ("Origin", "null"));
            await FlagsAsync("POST", EventFlags.None, EventFlags.Induced, ("Origin", "{self}"));
            Assert.Equal(KeyKind.CrossSite, (await EventOfAsync("POST", ("Origin", "https://elsewhere.example"))).KeyKind);
            Assert.Equal(KeyKind.Cookie, (await EventOfAsync("POST", ("Origin", "{self}"))).KeyKind);
        },
        ["`Accept`"] = async () =>
        {
            await KeepsAsync(("Accept", "*/*"));
            await FlagsAsync("GET", EventFlags.Navigation | EventFlags.Page, EventFlags.None, ("Accept", "text/html"));
        },
        ["`Sec-GPC`, `DNT`"] = async () =>
        {
            await KeepsAsync(("Sec-GPC", "1"));
            await KeepsAsync(("DNT", "1"));
        },
        ["`Content-Type`"] = async () =>
        {
            await KeepsAsync(("Content-Type", "text/event-stream"));
            await KeepsAsync(("Content-Type", "application/grpc"));
            await KeepsAsync(("Content-Type", "application/csp-report"));
            await FlagsAsync("POST", EventFlags.Part, EventFlags.Passive | EventFlags.BrowserExtra, ("Content-Type", "application/csp-report"));
        },
        ["`Authorization`"] = async () =>
        {
            await KeepsAsync(("Authorization", "Bearer nothing"));
            await KeepsAsync(("Authorization", "Bearer nothing"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors"));
            await FlagsAsync("POST", EventFlags.None, EventFlags.Induced, ("Sec-Fetch-Site", "cross-site"), ("Authorization", "DPoP x"));
            foreach (var ambient in (string[])["Basic eDp5", "basic eDp5", "Digest x", "Negotiate x", "NTLM x", "Bearer"])
                await FlagsAsync("GET", EventFlags.Induced, EventFlags.None, ("Sec-Fetch-Site", "cross-site"), ("Authorization", ambient));
        },
        ["`Cookie`"] = () => FlagsAsync("GET", EventFlags.ForgedCookie | EventFlags.FirstContact, EventFlags.KnownDevice, ("Cookie", TrackedApp.CookieName + "=forged")),
        ["`baggage`"] = async () =>
        {
            await KeepsAsync(("baggage", "session.id=8f1e"));
            Assert.Equal(KeyKind.Cookie, (await EventOfAsync("GET", ("baggage", "session.id=8f1e"))).KeyKind);
        },
        ["`Signature-Agent`, `Signature-Input`, `Signature`"] = async () =>
        {
            (string, string)[] signed = [("Signature-Agent", "\"https://agent.example\""), ("Signature-Input", "sig1=(\"@authority\");tag=\"web-bot-auth\""), ("Signature", "sig1=:AAAA:")];
            await KeepsAsync(signed);
            await FlagsAsync("GET", EventFlags.None, EventFlags.VerifiedSignature, signed);
        },
        ["`X-Forwarded-For`"] = ForwardedAsync,
        ["`X-Forwarded-Proto`"] = async () =>
        {
            await KeepsAsync(("X-Forwarded-Proto", "https"));
            await FlagsAsync("GET", EventFlags.FirstContact, EventFlags.ForgedCookie, ("X-Forwarded-Proto", "https"));
        },
        ["`X-SignalR-User-Agent`"] = async () =>
        {
            await KeepsAsync(("X-SignalR-User-Agent", "Microsoft SignalR/8.0"));
            await FlagsAsync("POST", EventFlags.None, EventFlags.Passive | EventFlags.Connection, ("X-SignalR-User-Agent", "Microsoft SignalR/8.0"));
        },
        ["Place headers (`CF-IPCountry` and the like)"] = async () => Assert.True((await EventOfAsync("GET", ("CF-IPCountry", "DE"))).Place.IsNone),
        ["Method"] = async () =>
        {
            await KeepsAsync(HttpMethod.Head);
            await KeepsAsync(HttpMethod.Options);
        },
        ["Path"] = async () => Assert.NotNull((await EventOfAsync("GET", "/.env")).Detail?.Probe),
        ["Query string"] = async () => Assert.NotNull((await EventOfAsync("GET", "/?q=%3Cscript%3Ealert(1)%3C/script%3E")).Detail?.Probe),
    };

    public static TheoryData<string> Rows => [.. Table()];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_a_client_controls_changes_what_the_table_says_and_no_more(string input)
    {
        Assert.True(Proofs.TryGetValue(input, out var proof), $"docs/detections.md lists {input}, but no test here is named so.");
        await proof!();
    }

    [Fact]
    public void Every_test_of_a_claim_has_its_line_in_the_table() => Assert.Equal(Proofs.Keys.Order(), Table().Order());

    private static async Task ForwardedAsync()
    {
        await using var app = await StartAsync();
        var client = app.Visitor();
        await client.GetAsync("/");
        await client.SendAsync(With(new HttpRequestMessage(HttpMethod.Get, "/"), app, [("X-Forwarded-For", "203.0.113.9")]));
        await app.SettledAsync(2);
        Assert.Single(app.Events.Select(e => e.Network).Distinct());
    }

    private static IEnumerable<string> Table()
    {
        var lines = File.ReadAllLines(Path.Combine(SourceTree.Root(), "docs", "detections.md"));
        return lines.SkipWhile(l => l != Heading).Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
            .Where(l => l.StartsWith('|')).Skip(2).Select(l => l.Split('|')[1].Trim());
    }

    // Object probing, refused by the application: found in the session's name, as without the header.
    private static async Task KeepsAsync(params (string Name, string Value)[] headers)
    {
        var findings = await ProbeAsync(HttpMethod.Get, headers);
        Assert.Contains(findings, f => f is { Subject.Kind: ActorKind.Session, Severity: Severity.Medium, Induced: false });
    }

    private static async Task KeepsAsync(HttpMethod method)
    {
        var findings = await ProbeAsync(method);
        Assert.Contains(findings, f => f is { Subject.Kind: ActorKind.Session, Severity: Severity.Medium, Induced: false });
    }

    private static async Task CountsForSourceAsync(params (string Name, string Value)[] headers)
    {
        var findings = await ProbeAsync(HttpMethod.Get, headers);
        Assert.Contains(findings, f => f is { Subject.Kind: ActorKind.Session, Severity: Severity.Low, Induced: true });
        Assert.DoesNotContain(findings, f => f is { Subject.Kind: ActorKind.Session, Induced: false });
        Assert.Contains(findings, f => f is { Subject.Kind: ActorKind.Source, Severity: Severity.Medium });
    }

    private static async Task<List<Finding>> ProbeAsync(HttpMethod method, params (string Name, string Value)[] headers)
    {
        await using var app = await StartAsync();
        var client = app.Visitor();
        await client.GetAsync("/");
        foreach (var number in (int[])[17, 903, 250, 4711, 88, 1234, 31, 77_000])
            await client.SendAsync(With(new HttpRequestMessage(method, $"/things/{number}"), app, headers));
        await app.SettledAsync(9);
        var alerts = app.Services.GetRequiredService<ISessionAlerts>();
        return [.. (await alerts.ListAsync(new AlertQuery { Rule = "D7" })).Items.Select(a => a.Finding)];
    }

    private static async Task FlagsAsync(string method, EventFlags with, EventFlags without, params (string Name, string Value)[] headers)
    {
        var e = await EventOfAsync(method, headers);
        Assert.Equal(with, e.Flags & with);
        Assert.Equal(EventFlags.None, e.Flags & without);
    }

    private static Task<RequestEvent> EventOfAsync(string method, params (string Name, string Value)[] headers) => EventOfAsync(method, "/", headers);

    private static async Task<RequestEvent> EventOfAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        await using var app = await StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = app.Address };
        await client.SendAsync(With(new HttpRequestMessage(new HttpMethod(method), path), app, headers));
        await app.SettledAsync(1);
        return Assert.Single(app.Events);
    }

    private static HttpRequestMessage With(HttpRequestMessage request, TrackedApp app, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
            {
                request.Content = new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
            else
                request.Headers.TryAddWithoutValidation(name, value.Replace("{self}", app.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        }

        return request;
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        app =>
        {
            app.UseCors();
            app.MapMethods("/", ["GET", "POST"], () => "home");
            app.MapMethods("/things/{id}", ["GET", "HEAD", "OPTIONS"], () => Results.StatusCode((int)HttpStatusCode.Forbidden));
        },
        services => services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins("http://app.localhost").AllowCredentials())),
        kestrel: true);
}
