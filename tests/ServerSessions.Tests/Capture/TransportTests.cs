using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.Tests.Support.Blazor;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture;

/// <summary>Connections carry acts and are none: SignalR in each of its transports, circuits, streams.</summary>
public sealed class TransportTests
{
    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";

    [Fact]
    public async Task Negotiating_and_polling_are_no_steps_and_open_no_session()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor("*/*");
        var id = await NegotiateAsync(visitor);
        await PollAsync(visitor, id);
        await SendAsync(visitor, id, Handshake);
        await PollAsync(visitor, id);
        await visitor.DeleteAsync($"/hub?id={id}");
        Assert.Empty(await app.SessionsAsync(5));
        Assert.All(app.Events, e => Assert.False(e.IsActive));
    }

    [Fact]
    public async Task What_a_hub_records_by_long_polling_is_a_step_at_once()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor("*/*");
        await visitor.GetAsync("/page");
        var id = await NegotiateAsync(visitor);
        await PollAsync(visitor, id);
        await SendAsync(visitor, id, Handshake);
        await PollAsync(visitor, id);
        await SendAsync(visitor, id, Invoke("Play", 1));
        await PollAsync(visitor, id);
        await app.SettledAsync(7);
        Assert.Equal(["GET /page", "move.1"], (await OnlyAsync(app)).Steps.Select(s => s.Step));
    }

    [Fact]
    public async Task What_a_hub_records_by_WebSocket_is_a_step_while_the_connection_is_open()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor("*/*");
        using var socket = await OpenAsync(app, await PageCookieAsync(app, visitor));
        await AskAsync(socket, Invoke("Play", 3));
        await Waiting.UntilAsync(async () => (await OnlyAsync(app)).Steps.Count == 4, what: "four steps are there");
        Assert.Equal(WebSocketState.Open, socket.State);
        Assert.Equal(["GET /page", "move.1", "move.2", "move.3"], (await OnlyAsync(app)).Steps.Select(s => s.Step));
        Assert.Single((await app.Reports.ListAsync(new SessionQuery())).Items);
    }

    [Fact]
    public async Task What_a_circuit_records_is_a_step_while_it_is_open_and_the_circuit_is_none()
    {
        await using var app = await StartAsync(s =>
        {
            s.AddHttpContextAccessor();
            s.AddAuthentication();
            s.AddSingleton<CircuitWatch>();
        });
        var visitor = app.Visitor();
        var answer = await visitor.GetAsync("/counter");
        await app.SettledAsync(1);
        var cookies = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        using var circuit = await BlazorBrowser.OpenAsync(app.Address, cookies, await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        await app.Services.GetRequiredService<CircuitWatch>().Of(null).Rendered.Task.InTimeAsync();
        await Waiting.UntilAsync(async () => (await OnlyAsync(app)).Steps.Count == 2, what: "the recorded step is there");
        Assert.Equal(["GET /counter", "counter.alive"], (await OnlyAsync(app)).Steps.Select(s => s.Step));
    }

    [Fact]
    public async Task Above_the_bound_of_a_session_and_second_it_is_counted_and_the_hub_goes_on()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(s => s.AddSingleton<TimeProvider>(clock));
        var visitor = app.Visitor("*/*");
        var cookie = await CookieAsync(visitor);
        using var one = await OpenAsync(app, cookie);
        using var two = await OpenAsync(app, cookie);
        Assert.Contains("\"result\":20", await AskAsync(one, Invoke("Play", 20)), StringComparison.Ordinal);
        Assert.Contains("\"result\":20", await AskAsync(two, Invoke("Play", 20)), StringComparison.Ordinal);
        var report = await app.Reports.PipelineAsync(default);
        Assert.Equal([new NamedCount("limit", 40 - TrackedSession.MaxRecorded)], report.CustomEvents.DroppedByReason);
    }

    [Fact]
    public async Task A_WebSocket_without_a_hub_records_at_once_too()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor("*/*");
        var cookie = await PageCookieAsync(app, visitor);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{app.Address.Port}/socket"), default).InTimeAsync();
        await Waiting.UntilAsync(async () => (await OnlyAsync(app)).Steps.Count == 2, what: "the recorded step is there");
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Theory]
    [InlineData("/events")]
    [InlineData("/grpc")]
    [InlineData("/grpc-web")]
    public async Task A_stream_is_no_step_no_friction_and_no_engagement(string path)
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        for (var i = 0; i < 4; i++)
            await visitor.PostAsync(path, null);
        var session = await app.OnlySessionAsync(5);
        Assert.Equal(["GET /page"], session.Steps.Select(s => s.Step));
        Assert.Equal((0, false, 4), (session.FrictionParts.Score, session.Summary.Engaged, session.Passive));
    }

    [Fact]
    public async Task Everything_that_SignalR_and_Blazor_Server_map_for_connections_is_recognised_by_its_metadata()
    {
        await using var app = await StartAsync();
        var reader = app.Services.GetRequiredService<EndpointReader>();
        var passive = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => (reader.Of(e).Flags & EventFlags.Passive) != 0).Select(e => e.RoutePattern.RawText!.Trim('/')).Order();
        Assert.Equal(
            ["_blazor", "_blazor/disconnect", "_blazor/initializers", "_blazor/negotiate", "_framework/opaque-redirect", "hub", "hub/negotiate", "raw", "raw/negotiate"], passive);
    }

    [Fact]
    public async Task Record_never_throws()
    {
        TrackedSession? kept = null;
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/all", (HttpContext c) =>
        {
            kept = c.GetTrackedSession()!;
            for (var i = 0; i < TrackedSession.MaxRecorded + 3; i++)
                kept.Record("many");
            kept.Record(" ");
            kept.Record(null!);
            kept.Record("broken", Broken());
        }));
        Assert.True((await app.Visitor().GetAsync("/all")).IsSuccessStatusCode);
        kept!.Record("late");
        kept.Record(new string('x', 500), properties: null!);
        var report = await app.SettledAsync(1);
        Assert.Equal(
            [new NamedCount("error", 1), new NamedCount("completed", 2), new NamedCount("limit", 3), new NamedCount("unnamed", 2)], report.CustomEvents.DroppedByReason);
        Assert.Equal(TrackedSession.MaxRecorded, app.Events.Count(e => e.Is(EventFlags.Custom)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Broken()
    {
        yield return new("a", "b");
        throw new InvalidOperationException("broken");
    }

    private static Task<TrackedApp> StartAsync(Action<IServiceCollection>? more = null) => TrackedApp.StartAsync(
        app =>
        {
            app.UseWebSockets();
            app.UseAntiforgery();
            app.MapGet("/page", () => Results.Content("<html></html>", "text/html"));
            app.MapHub<MoveHub>("/hub");
            app.MapConnections("/raw", connection => connection.Use(_ => _ => Task.CompletedTask));
            app.MapRazorComponents<BlazorShop>().AddInteractiveServerRenderMode();
            app.Map("/socket", async (HttpContext c) =>
            {
                using var socket = await c.WebSockets.AcceptWebSocketAsync();
                c.GetTrackedSession()!.Record("opened");
                await socket.ReceiveAsync(new byte[16], c.RequestAborted);
            });
            app.MapPost("/events", () => Results.Text(": hello\n\n", "text/event-stream"));
            app.MapPost("/grpc", () => Results.Bytes([0, 0, 0, 0, 0], "application/grpc"));
            app.MapPost("/grpc-web", () => Results.Bytes([0, 0, 0, 0, 0], "application/grpc-web+proto"));
        },
        s =>
        {
            s.AddSignalR();
            s.AddRazorComponents().AddInteractiveServerComponents();
            more?.Invoke(s);
        },
        kestrel: true);

    private static async Task<SessionReport> OnlyAsync(TrackedApp app)
    {
        var item = Assert.Single((await app.Reports.ListAsync(new SessionQuery())).Items);
        Assert.True(SessionId.TryParse(item.Id, out var id));
        return (await app.Reports.FindAsync(id))!;
    }

    private static async Task<string> PageCookieAsync(TrackedApp app, HttpClient visitor)
    {
        var cookie = await CookieAsync(visitor);
        await app.SettledAsync(1);
        return cookie;
    }

    private static async Task<string> CookieAsync(HttpClient visitor)
    {
        var answer = await visitor.GetAsync("/page");
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
    }

    private static string Invoke(string method, int argument) => string.Create(
        CultureInfo.InvariantCulture, $"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"{method}\",\"arguments\":[{argument}]}}\u001e");

    private static async Task<string> NegotiateAsync(HttpClient visitor)
    {
        var text = await (await visitor.PostAsync("/hub/negotiate?negotiateVersion=1", null)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        using var json = System.Text.Json.JsonDocument.Parse(text);
        return Uri.EscapeDataString(json.RootElement.GetProperty("connectionToken").GetString()!);
    }

    private static async Task<string> PollAsync(HttpClient visitor, string id) =>
        await (await visitor.GetAsync($"/hub?id={id}")).EnsureSuccessStatusCode().Content.ReadAsStringAsync();

    private static async Task SendAsync(HttpClient visitor, string id, string record)
    {
        using var content = new StringContent(record);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        (await visitor.PostAsync($"/hub?id={id}", content)).EnsureSuccessStatusCode();
    }

    private static async Task<ClientWebSocket> OpenAsync(TrackedApp app, string cookie)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{app.Address.Port}/hub"), default).InTimeAsync();
        Assert.Equal("{}\u001e", await AskAsync(socket, Handshake));
        return socket;
    }

    // Pings of the hub come between.
    private static async Task<string> AskAsync(ClientWebSocket socket, string record)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(record), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None).InTimeAsync();
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            if (Encoding.UTF8.GetString(buffer, 0, received.Count) is var text && !text.Contains("\"type\":6", StringComparison.Ordinal))
                return text;
        }
    }

    private sealed class MoveHub : Hub
    {
        public int Play(int moves)
        {
            for (var i = 1; i <= moves; i++)
                Context.GetHttpContext()!.GetTrackedSession()!.Record(string.Create(CultureInfo.InvariantCulture, $"move.{i}"));
            return moves;
        }
    }
}
