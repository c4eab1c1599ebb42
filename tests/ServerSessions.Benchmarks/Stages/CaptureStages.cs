using System.Net;
using Microsoft.AspNetCore.Http.Features;
using ServerSessions.Benchmarks.Requests;
using ServerSessions.Benchmarks.Serving;
using ServerSessions.Capture;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Privacy;

namespace ServerSessions.Benchmarks.Stages;

/// <summary>The stages that a plain request passes through in capture, each to be called by itself.</summary>
internal sealed class CaptureStages
{
    public const string CookieName = "__Host-ss";

    private readonly IServiceProvider _services;
    private readonly DefaultHttpContext[] _contexts;
    private readonly Visit[] _visits;

    public CaptureStages(InProcessApp app, string[] cookies)
    {
        _services = app.Services;
        var endpoint = _services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().First(e => e.RoutePattern.RawText == BenchmarkApp.Path);
        var tracker = Get<SessionTracker>();
        _contexts = [.. cookies.Select(cookie => Context(endpoint, cookie))];
        _visits = [.. _contexts.Select(context => tracker.Begin(context)!)];
    }

    public int Count => _contexts.Length;

    public IEnumerable<(string Name, Action<int> Run)> All
    {
        get
        {
            var time = Get<TimeProvider>();
            var (tracker, identifier, cookies) = (Get<SessionTracker>(), Get<VisitorIdentifier>(), Get<CookieFormat>());
            var (agents, pseudonyms, endpoints) = (Get<UserAgents>(), Get<Pseudonymizer>(), Get<EndpointReader>());
            var (queue, counters, events) = (Get<EventQueue>(), Get<CaptureCounters>(), Get<EventFactory>());
            // So many that each has lost its place when it comes again.
            var forgotten = Enumerable.Range(0, 60_000).Select(_ => cookies.Write(cookies.Create())).ToArray();
            var (sink, turn) = (0L, 0);
            yield return ("nothing (the loop)", i => sink += _contexts[i].Response.StatusCode);
            yield return ("Begin: two clocks", _ => sink += time.GetUtcNow().ToMicroseconds() + time.GetTimestamp());
            yield return ("Begin: find the cookie in the header", i => sink += CookieHeader.Find(_contexts[i].Request.Headers.Cookie, CookieName).Length);
            yield return ("Begin: read a cookie that is remembered", _ => sink += identifier.ReadCookie(_contexts[0]).Forged ? 1 : 0);
            yield return ("Begin: read the visitors' cookies in turn", i => sink += identifier.ReadCookie(_contexts[i]).Forged ? 1 : 0);
            yield return ("Begin: read a cookie that is forgotten", i => sink += cookies.Read(forgotten[turn++ % forgotten.Length]) is null ? 0 : 1);
            yield return ("Begin: features.Set and Get", i => { _contexts[i].Features.Set(_visits[i]); sink += _contexts[i].Features.Get<Visit>()!.Time; });
            yield return ("Begin, all of it", i => sink += tracker.Begin(_contexts[i])!.Time);
            var served = ServedAs.Of(_contexts[0], _visits[0], 100);
            var info = endpoints.Of(served.Endpoint!);
            yield return ("End: elapsed time", i => sink += (long)time.GetElapsedTime(_visits[i].Timestamp).TotalMicroseconds);
            yield return ("End: ServedAs", i => sink += ServedAs.Of(_contexts[i], _visits[i], 100).Status);
            yield return ("End: endpoint info", _ => sink += endpoints.Of(served.Endpoint!).Route.Length);
            yield return ("End: X-Forwarded-For", i => sink += _contexts[i].Request.Headers["X-Forwarded-For"].Count);
            yield return ("Event: user agent", i => sink += (long)agents.Of(_contexts[i].Request.Headers.UserAgent).Hash);
            yield return ("Event: referrer", i => sink += Referrers.Of(_contexts[i].Request).SameOrigin ? 1 : 0);
            var agent = agents.Of(_contexts[0].Request.Headers.UserAgent);
            yield return ("Event: flags", i => sink += (long)RequestFlags.Of(_contexts[i], HttpVerb.Get, agent));
            yield return ("Event: identity", i => sink += (long)identifier.Identify(_contexts[i], _visits[i]).Key.Low);
            yield return ("Event: user and authenticated session", i => sink += (long)(tracker.UserOf(_contexts[i]).Low + identifier.AuthSession(_contexts[i]).Low));
            yield return ("Event: network", i => sink += (long)pseudonyms.Network(_contexts[i].Connection.RemoteIpAddress));
            yield return ("Event, all of it", i => sink += events.Create(_contexts[i], _visits[i], served, info, 100).Duration);
            var e = events.Create(_contexts[0], _visits[0], served, info, 100);
            yield return ("End: queue", _ => Enqueue(queue, e));
            yield return ("End: counters", _ => counters.Serve());
            yield return ("End, all of it", i => End(tracker, queue, i));
            GC.KeepAlive(sink);
        }
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

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
        tracker.End(_contexts[i], _visits[i]);
    }

    private static DefaultHttpContext Context(Endpoint endpoint, string cookie)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = "GET", Protocol = "HTTP/1.1", Scheme = "http", Path = BenchmarkApp.Path, Headers = ThreadTime.Headers(cookie),
        });
        context.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.42");
        context.SetEndpoint(endpoint);
        return context;
    }
}
