using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerSessions.Tests.Support;

namespace ServerSessions.BrowserTests.Beacon;

/// <summary>Small pages with the beacon under a strict content security policy. Each keeps a log of its own, by its own clock.</summary>
internal static class BeaconPages
{
    private const string Policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:";

    private const string Head = """
        <!DOCTYPE html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><script src="/log.js"></script>
        <script src="/actions.js" defer></script></head><body><main>
        """;

    // What the page itself saw: visible time, and how far it was scrolled. It stays in the session storage when the page is left.
    private const string Log = """
        (() => {
          let from = null, total = 0, deepest = 0;
          const entry = performance.getEntriesByType('navigation')[0];
          const note = () => {
            if (from !== null) total += performance.now() - from;
            from = document.visibilityState === 'visible' ? performance.now() : null;
            deepest = Math.max(deepest, scrollY + innerHeight);
            sessionStorage.setItem(location.pathname, JSON.stringify({ visible: total, depth: 100 * deepest / document.documentElement.scrollHeight }));
          };
          const start = () => { from = Math.max(entry.responseStart, entry.activationStart || 0); };
          if (document.prerendering) document.addEventListener('prerenderingchange', start);
          else if (document.visibilityState === 'visible') start();
          addEventListener('scroll', note);
          document.addEventListener('visibilitychange', note);
          addEventListener('pagehide', note, true);
          addEventListener('pageshow', e => { if (e.persisted) { sessionStorage.setItem('returned', location.pathname); total = 0; from = performance.now(); } });
        })();
        """;

    private const string Actions = """
        const find = id => document.getElementById(id);
        const frame = document.querySelector('iframe');
        if (frame) frame.src = '/clicks' + location.hash;
        document.addEventListener('click', e => {
          if (e.target.id === 'works') find('out').textContent += '.';
          if (e.target.id === 'throws') { find('out').textContent += '!'; throw new Error('secret text'); }
          if (e.target.id === 'route') { history.pushState(null, '', '/app/orders/17'); find('out').textContent = 'order'; }
        });
        """;

    public static void Map(WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return next();
        });
        app.MapGet("/log.js", () => Results.Text(Log, "text/javascript")).DisableSessionTracking();
        app.MapGet("/actions.js", () => Results.Text(Actions, "text/javascript")).DisableSessionTracking();
        app.MapGet("/page.css", () => Results.Text("main { height: 4000px } button, a { display: block; width: 200px; height: 60px; margin: 10px }", "text/css")).DisableSessionTracking();
        Page(app, "/read", "<p>A long text.</p>");
        Page(app, "/next", "<p>The end.</p>");
        Page(app, "/clicks", """<button id="works" data-ss="works">Works</button><button id="nothing">Nothing</button><button id="throws">Throws</button><p id="out"></p>""");
        app.MapGet("/nonce", (HttpContext context) =>
        {
            const string Nonce = "b64Nonce";
            context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src 'nonce-{Nonce}'; connect-src 'self'; img-src data:";
            context.Request.QueryString = new QueryString("?nonce=" + Nonce);
            return Results.Text($"""<!DOCTYPE html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,"></head><body><main><button id="works" data-ss="works">Works</button></main>{BeaconSite.Tag(context)}</body></html>""", "text/html; charset=utf-8");
        });
        Page(app, "/form", """<form><input name="email" id="email"><input name="city" id="city" required><input type="password" name="secret" id="secret"></form>""");
        Page(app, "/frame", """<iframe title="A page in a frame" width="600" height="400"></iframe>""", Policy.Replace("default-src 'none'", "default-src 'self'", StringComparison.Ordinal));
        Page(app, "/app", """<button id="route">Order</button><p id="out"></p>""");
        app.MapGet("/key", (HttpContext context) => context.GetTrackedSession()!.Key.ToString()).DisableSessionTracking();
        app.MapGet("/app/orders/{id:int}", () => "order");
        // Its own policy, because rules of speculation are written into the page.
        Page(app, "/start", """<script type="speculationrules">{"prerender":[{"source":"list","urls":["/ahead","/never"],"eagerness":"immediate"}]}</script><a id="go" href="/ahead">Go</a>""", Policy.Replace("script-src 'self'", "script-src 'self' 'inline-speculation-rules'", StringComparison.Ordinal));
        Page(app, "/ahead", "<p>Shown later.</p>");
        Page(app, "/never", "<p>Never shown.</p>");
        app.MapSessionBeacon();
    }

    private static void Page(WebApplication app, string path, string body, string? policy = null) => app.MapGet(path, (HttpContext context) =>
    {
        if (policy is not null)
            context.Response.Headers.ContentSecurityPolicy = policy;
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Text($"{Head}{body}</main>{BeaconSite.Tag(context)}</body></html>", "text/html; charset=utf-8");
    });
}
