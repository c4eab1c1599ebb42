using System.Net;
using System.Net.Sockets;

namespace ServerSessions.TestServers;

/// <summary>One connection through a <see cref="FaultProxy"/>: a pump in each direction.</summary>
internal sealed class FaultProxyLink(FaultProxy proxy, Socket client)
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public async Task RunAsync(IPEndPoint target, CancellationToken stop)
    {
        client.NoDelay = true;
        try
        {
            await _server.ConnectAsync(target, stop);
            await Task.WhenAny(PumpRequestsAsync(stop), PumpRepliesAsync(stop));
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // The server is not there: the client sees its connection end, as without a proxy.
        }
        Reset();
    }

    /// <summary>Closes both ends without the usual goodbye.</summary>
    public void Reset()
    {
        client.Close(0);
        _server.Close(0);
    }

    private async Task PumpRequestsAsync(CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (var read = await client.ReceiveAsync(buffer, stop); read > 0; read = await client.ReceiveAsync(buffer, stop))
            {
                if (proxy.Mode != ProxyMode.Blackhole)
                    await SendAllAsync(_server, buffer.AsMemory(0, read), stop);
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            return;
        }
    }

    private async Task PumpRepliesAsync(CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (var read = await _server.ReceiveAsync(buffer, stop); read > 0; read = await _server.ReceiveAsync(buffer, stop))
            {
                if (proxy.Delay > TimeSpan.Zero)
                    await Task.Delay(proxy.Delay, stop);
                if (proxy.Mode is ProxyMode.SwallowReplies or ProxyMode.Blackhole)
                    continue;
                var cut = proxy.Mode == ProxyMode.CutReplies;
                await SendAllAsync(client, buffer.AsMemory(0, cut ? read / 2 : read), stop);
                if (cut)
                    return;
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            return;
        }
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, stop)..];
    }

    private static bool IsEnd(Exception exception) => exception is SocketException or ObjectDisposedException or OperationCanceledException;
}
