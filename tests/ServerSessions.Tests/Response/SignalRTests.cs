using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>A hub's connection is one long request: it is cut, and cannot be opened again with the revoked sign-in.</summary>
public sealed class SignalRTests
{
    private static readonly TimeSpan Patience = Waiting.Patience;

    [Fact]
    public async Task A_revoked_sessions_hub_connection_is_cut_and_another_persons_goes_on()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                SignInApp.Map(a);
                a.MapHub<WhoHub>("/hub").RequireAuthorization();
            },
            s =>
            {
                SignInApp.Services(s);
                s.AddSignalR();
            },
            kestrel: true);
        var (alice, bob) = (await SignInAsync(app, "alice"), await SignInAsync(app, "bob"));
        using var hers = await OpenAsync(app, alice);
        using var his = await OpenAsync(app, bob);
        Assert.Contains("alice", await AskAsync(hers), StringComparison.Ordinal);

        await app.Services.GetRequiredService<ISessionControl>().RevokeAsync(ResponseTarget.OfUser("alice"), new ResponseNote("stolen"));

        await Assert.ThrowsAsync<WebSocketException>(() => AskAsync(hers));
        Assert.Contains("bob", await AskAsync(his), StringComparison.Ordinal);
        await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync(app, alice));
    }

    private static async Task<string> SignInAsync(TrackedApp app, string user)
    {
        var answer = await app.Visitor().PostAsync("/in/" + user, null);
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
    }

    // The hub protocol by hand: records of JSON that end with 0x1E.
    private static async Task<ClientWebSocket> OpenAsync(TrackedApp app, string cookies)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookies);
        using var patience = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{app.Address.Port}/hub"), patience.Token);
        await SendAsync(socket, "{\"protocol\":\"json\",\"version\":1}");
        Assert.Equal("{}\u001e", await ReceiveAsync(socket));
        return socket;
    }

    private static async Task<string> AskAsync(ClientWebSocket socket)
    {
        await SendAsync(socket, "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Who\",\"arguments\":[]}");
        return await ReceiveAsync(socket);
    }

    private static Task SendAsync(ClientWebSocket socket, string record) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(record + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        return received.MessageType == WebSocketMessageType.Close
            ? throw new WebSocketException("The server has closed the connection.")
            : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    private sealed class WhoHub : Hub
    {
        public string Who() => Context.User?.Identity?.Name ?? "anonymous";
    }
}
