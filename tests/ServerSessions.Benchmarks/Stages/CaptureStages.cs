using System.Net;
using Microsoft.AspNetCore.Http.Features;
using ServerSessions.Benchmarks.Serving;
using ServerSessions.Capture;
using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Headers;
using ServerSessions.Capture.Identity;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Requests;

namespace ServerSessions.Benchmarks.Stages;

/// <summary>The stages that a plain request passes through in capture, each to be called by itself.</summary>
internal sealed class CaptureStages
{
    private readonly IServiceProvider _services;
    private readonly InProcessVisitors _visitors;
    private readonly DefaultHttpContext _context;
    private readonly Visit _visit;

    public CaptureStages(InProcessApp app, string[] cookies)
    {
        _services = app.Services;
        var endpoint = _services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().First(e => e.RoutePattern.RawText == BenchmarkApp.Path);
        var tracker = Get<SessionTracker>();
        _visitors = new InProcessVisitors(cookies);
        _context = Context(endpoint);
        _visit = tracker.Begin(_context)!;
    }

    public int Count => _visitors.Count;

    public IEnumerable<(string Name, Action<int> Run)> All
    {
        get
        {
            var time = Get<TimeProvider>();
            var (tracker, identifier, cookies) = (Get<SessionTracker>(), Get<VisitorIdentifier>(), Get<CookieFormat>());
            var (agents, pseudonyms, endpoints) = (Get<UserAgents>(), Get<Pseudonymizer>(), Get<EndpointReader>());
            var (queue, counters, events) = (Get<EventQueue>(), Get<CaptureCounters>(), Get<EventFactory>());
            // Enough of them that each has lost its place in the cache when it comes again.
            var forgotten = Enumerable.Range(0, 60_000).Select(_ => cookies.Write(cookies.Create())).ToArray();
            var (sink, turn) = (0L, 0);
            yield return ("nothing (the loop)", _ => sink += _context.Response.StatusCode);
            yield return ("Begin: two clocks", _ => sink += time.GetUtcNow().ToMicroseconds() + time.GetTimestamp());
            yield return ("Begin: find the cookie in the header", _ => sink += CookieHeader.Find(_context.Request.Headers.Cookie, BenchmarkApp.CookieName).Length);
            yield return ("Begin: read a cookie that is remembered", _ => sink += identifier.ReadCookie(_context).Forged ? 1 : 0);
            yield return ("Begin: make and read the visitors' cookies in turn", i => sink += ReadNext(identifier, i));
            yield return ("Begin: verify a cookie that is forgotten", _ => sink += cookies.Read(forgotten[turn++ % forgotten.Length]) is null ? 0 : 1);
            yield return ("Begin: features.Set and Get", _ => { _visit.Attach(); sink += Visit.Of(_context)!.Time; });
            yield return ("Begin, all of it", _ => sink += tracker.Begin(_context)!.Time);
            var served = ServedAs.Of(_context, _visit, 100);
            var info = endpoints.Of(served.Endpoint!);
            yield return ("End: elapsed time", _ => sink += (long)time.GetElapsedTime(_visit.Timestamp).TotalMicroseconds);
            yield return ("End: ServedAs", _ => sink += ServedAs.Of(_context, _visit, 100).Status);
            yield return ("End: endpoint info", _ => sink += endpoints.Of(served.Endpoint!).Route.Length);
            yield return ("End: X-Forwarded-For", _ => sink += _context.Request.Headers["X-Forwarded-For"].Count);
            yield return ("Event: user agent", _ => sink += (long)agents.Of(_context.Request.Headers.UserAgent).Hash);
            yield return ("Event: referrer", _ => sink += Referrers.Of(_context.Request.Headers, _context.Request.Host.Value, OwnHosts.None).SameOrigin ? 1 : 0);
            var agent = agents.Of(_context.Request.Headers.UserAgent);
            var origins = new ServedOrigins();
            yield return ("Event: flags", _ => sink += (long)RequestFlags.Of(_context, HttpVerb.Get, agent, sameOrigin: true, isForeign: false, OwnHosts.None, origins));
            yield return ("Event: identity", _ => sink += (long)identifier.Identify(_context, _visit, mayCookie: true).Key.Low);
            yield return ("Event: user and authenticated session", _ => sink += (long)(tracker.UserOf(_context).Low + identifier.AuthSession(_context, SessionTracker.Principal(_context)).Low));
            yield return ("Event: network", _ => sink += (long)pseudonyms.Network(_context.Connection.RemoteIpAddress));
            var (traits, navigation) = (new TraitsReader(), EventFlags.Navigation);
            yield return ("Event: traits", _ => sink += traits.Of(_context.Request.Headers, navigation, ConnectionFacts.Of(_context), _context.Connection.RemoteIpAddress, pseudonyms.Identity).Value);
            yield return ("Event, all of it", _ => sink += events.Create(_context, _visit, served, info, 100).Duration);
            var e = events.Create(_context, _visit, served, info, 100);
            yield return ("End: queue", _ => Enqueue(queue, e));
            yield return ("End: counters", _ => counters.Serve());
            yield return ("End, all of it", i => End(tracker, queue, i));
            GC.KeepAlive(sink);
        }
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private int ReadNext(VisitorIdentifier identifier, int visitor)
    {
        _visitors.Of(visitor);
        return identifier.ReadCookie(_context).Forged ? 1 : 0;
    }

    // What stands full would be measured as a drop.
    private static void Enqueue(EventQueue queue, in RequestEvent e)
    {
        if (!queue.TryAdd(e))
            QueueDrain.Drain(queue);
    }

    private void End(SessionTracker tracker, EventQueue queue, int i)
    {
        if (i == 0)
            QueueDrain.Drain(queue);
        tracker.End(_context, _visit);
    }

    private DefaultHttpContext Context(Endpoint endpoint)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = "GET",
            Protocol = "HTTP/1.1",
            Scheme = "http",
            Path = BenchmarkApp.Path,
            Headers = _visitors.Headers,
        });
        context.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.42");
        context.SetEndpoint(endpoint);
        return context;
    }
}
