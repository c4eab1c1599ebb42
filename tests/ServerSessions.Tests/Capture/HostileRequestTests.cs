using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>On a real Kestrel: whatever bytes come, the application answers, and nothing that it served is lost silently.</summary>
public sealed class HostileRequestTests
{
    private static readonly string[] Requests =
    [
        "GET /" + new string('a', 60_000) + " HTTP/1.1\r\nHost: x\r\n",
        "GET /a?" + string.Join('&', Enumerable.Range(0, 6_000).Select(i => "p" + i)) + " HTTP/1.1\r\nHost: x\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: \u00ff\u00fe\u00c3\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: " + new string('u', 50_000) + "\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nReferer: http://" + new string('r', 50_000) + "/\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nCookie: " + TrackedApp.CookieName + "=" + new string('c', 50_000) + "\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nCookie: " + string.Concat(Enumerable.Repeat($";;=;{TrackedApp.CookieName};{TrackedApp.CookieName}=;", 800)) + "\r\n",
        "GET http://x/absolute HTTP/1.1\r\nHost: x\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n",
        "M-SEARCH / HTTP/1.1\r\nHost: x\r\n",
        "GET /%00%c0%af/..%2f HTTP/1.1\r\nHost: x\r\n",
        "GET /${jndi:ldap://x} HTTP/1.1\r\nHost: x\r\nAccept: ,,;q=x,text/html;q=9\r\n",
    ];

    [Fact]
    public async Task Every_request_is_answered_and_recorded_or_counted()
    {
        await using var app = await StartAsync();
        var answered = 0;
        foreach (var request in Requests)
            answered += (await SendAsync(app, request)).StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal(Requests.Length, answered);
        var report = await app.SettledAsync(1);
        // What Kestrel refuses by itself (a target or a header that it cannot read) never reaches the application.
        Assert.InRange(report.Served, Requests.Length - 3, Requests.Length);
        Assert.Equal(report.Served, report.Recorded);
        Assert.All(app.Events, e => Assert.True(e.Step.Length < 64));
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_an_aborted_step()
    {
        await using var app = await StartAsync();
        using (var client = await ConnectAsync(app))
        {
            await client.SendAsync(Encoding.Latin1.GetBytes("GET /slow HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n"));
            await app.Services.GetRequiredService<Gate>().Entered.Task.InTimeAsync();
            client.LingerState = new LingerOption(true, 0);
        }

        var step = Assert.Single((await app.OnlySessionAsync(1)).Steps);
        Assert.Equal(("GET /slow", Outcome.Aborted), (step.Step, step.Outcome));
    }

    [Fact]
    public async Task A_web_socket_is_recorded_as_passive_when_it_closes()
    {
        await using var app = await StartAsync();
        using (var socket = new System.Net.WebSockets.ClientWebSocket())
        {
            await socket.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = "/socket" }.Uri, CancellationToken.None);
            await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }

        await app.SettledAsync(1);
        var e = Assert.Single(app.Events);
        Assert.Equal(("GET /socket", Outcome.Ok, 101, false), (e.Step, e.Outcome, e.Status, e.IsActive));
    }

    [Fact]
    public async Task A_fault_of_ours_is_counted_and_the_application_answers()
    {
        var clock = new FaultyTime();
        await using var app = await TrackedApp.StartAsync(
            a => a.MapGet("/", (HttpContext c) =>
            {
                clock.Fails = true;
                return "home";
            }),
            s => s.AddSingleton<TimeProvider>(clock));
        Assert.Equal("home", await app.Visitor().GetStringAsync("/"));
        Assert.Equal("home", await app.Visitor().GetStringAsync("/"));
        clock.Fails = false;
        var report = await app.SettledAsync(2);
        Assert.Equal(new NamedCount("error", 2), Assert.Single(report.DroppedByReason));
    }

    [Fact]
    public async Task A_form_that_cannot_be_looked_at_is_no_fault_of_the_request()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapPost("/login", (HttpContext c) =>
        {
            c.Features.Set<IFormFeature>(new BrokenForm());
            return "ok";
        }).TrackLogin("email"));
        Assert.Equal("ok", await (await app.Visitor().PostAsync("/login", null)).Content.ReadAsStringAsync());
        Assert.Equal(new NamedCount("error", 1), Assert.Single((await app.SettledAsync(1)).DroppedByReason));
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        a =>
        {
            a.UseWebSockets();
            a.MapGet("/", () => "home");
            a.MapGet("/slow", async (HttpContext c, Gate gate) =>
            {
                gate.Entered.SetResult();
                await Task.Delay(Timeout.Infinite, c.RequestAborted);
            });
            a.MapGet("/socket", async (HttpContext c) =>
            {
                using var socket = await c.WebSockets.AcceptWebSocketAsync();
                await socket.ReceiveAsync(new byte[16], CancellationToken.None);
                await socket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            });
        },
        s =>
        {
            s.AddSingleton<Gate>();
            s.Configure<KestrelServerOptions>(o =>
            {
                o.Limits.MaxRequestLineSize = 100_000;
                o.Limits.MaxRequestHeadersTotalSize = 100_000;
                o.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            });
        },
        kestrel: true);

    private static async Task<Socket> ConnectAsync(TrackedApp app)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(app.Address.Host, app.Address.Port);
        return client;
    }

    private static async Task<string> SendAsync(TrackedApp app, string request)
    {
        using var client = await ConnectAsync(app);
        await client.SendAsync(Encoding.Latin1.GetBytes(request + "Connection: close\r\n\r\n"));
        var buffer = new byte[65_536];
        var length = await client.ReceiveAsync(buffer).InTimeAsync();
        return Encoding.Latin1.GetString(buffer, 0, length);
    }

    private sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class FaultyTime : TimeProvider
    {
        public volatile bool Fails;

        // Durations are asked for by requests alone; the pipeline behind them goes on.
        public override long TimestampFrequency => Fails ? throw new InvalidOperationException("no clock") : base.TimestampFrequency;
    }

    private sealed class BrokenForm : IFormFeature
    {
        public bool HasFormContentType => true;

        public IFormCollection? Form
        {
            get => throw new InvalidDataException("no form");
            set { }
        }

        public IFormCollection ReadForm() => throw new InvalidDataException("no form");

        public Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) => throw new InvalidDataException("no form");
    }
}
