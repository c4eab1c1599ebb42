using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using MessagePack;
using ServerSessions.Storage.Codec;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Support.Blazor;

/// <summary>What Blazor's script does in a browser, by hand: it starts a circuit for a page that was rendered, over SignalR's binary protocol.</summary>
internal sealed partial class BlazorBrowser : IDisposable
{
    private static readonly TimeSpan Patience = Waiting.Patience;
    private readonly ClientWebSocket _socket = new();

    /// <exception cref="WebSocketException">The connection is refused.</exception>
    public static async Task<BlazorBrowser> OpenAsync(Uri site, string cookies, string html)
    {
        var browser = new BlazorBrowser();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            browser._socket.Options.SetRequestHeader("Cookie", cookies);
            await browser._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{site.Port}/_blazor"), patience.Token);
            await browser.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray());
            Assert.Equal("{}\u001e", Encoding.UTF8.GetString(await browser.ReceiveAsync()));
            await browser.InvokeAsync("1", "StartCircuit", $"{site}", $"{site}counter", "[]", "");
            var operations = $$"""{"batchId":1,"operations":[{"type":"add","ssrComponentId":1,"marker":{{Marker().Match(html).Groups[1].Value}}}]}""";
            await browser.InvokeAsync(null, "UpdateRootComponents", operations, "");
            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    /// <summary>Reads what comes until the connection ends.</summary>
    public async Task EndedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while ((await _socket.ReceiveAsync(buffer, cancellationToken)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Cut without a farewell.
        }
    }

    public void Dispose() => _socket.Dispose();

    // [1 invocation, headers, id, target, arguments], after its length.
    private Task InvokeAsync(string? id, string target, params string[] arguments)
    {
        var message = new ByteBuffer();
        var writer = new MessagePackWriter(message);
        writer.WriteArrayHeader(5);
        writer.Write(1L);
        writer.WriteMapHeader(0);
        if (id is null)
            writer.WriteNil();
        else
            writer.Write(id);
        writer.Write(target);
        writer.WriteArrayHeader(arguments.Length);
        foreach (var argument in arguments)
            writer.Write(argument);
        writer.Flush();

        var framed = new ArrayBufferWriter<byte>();
        for (var left = message.Count; ; left >>= 7)
        {
            framed.Write([(byte)(left > 0x7F ? (left & 0x7F) | 0x80 : left)]);
            if (left <= 0x7F)
                break;
        }

        framed.Write(message.Written);
        return SendAsync(framed.WrittenSpan.ToArray());
    }

    private Task SendAsync(byte[] bytes) => _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    private async Task<byte[]> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[4096];
        return buffer[..(await _socket.ReceiveAsync(buffer, patience.Token)).Count];
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Marker();
}
