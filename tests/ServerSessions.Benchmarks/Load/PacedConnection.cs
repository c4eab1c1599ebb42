using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ServerSessions.Benchmarks.Load;

/// <summary>One connection that stays open and carries one request at a time. Reads no more of an answer than where it ends.</summary>
internal sealed class PacedConnection(IPEndPoint server) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[4096];
    private Task _exchange = Task.CompletedTask;

    /// <summary>One that failed is never idle again: the failure shows when everything is awaited.</summary>
    public bool IsIdle => _exchange.IsCompletedSuccessfully;
    public long Failed { get; private set; }

    public Task ConnectAsync(CancellationToken cancellationToken) => _socket.ConnectAsync(server, cancellationToken).AsTask();

    public void Send(ReadOnlyMemory<byte> request, CancellationToken cancellationToken) => _exchange = ExchangeAsync(request, cancellationToken);

    public Task LastAsync() => _exchange;

    public void Dispose() => _socket.Dispose();

    private async Task ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken);
        for (var length = 0; !IsWhole(_answer.AsSpan(0, length));)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length), cancellationToken);
            if (read == 0)
                throw new IOException($"The server closed a connection after {length} bytes of an answer.");
            length += read;
        }

        if (!_answer.AsSpan().StartsWith("HTTP/1.1 200"u8))
            Failed++;
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var at = answer[..head].IndexOf("Content-Length: "u8);
        if (at < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var parsed = System.Buffers.Text.Utf8Parser.TryParse(answer[(at + 16)..], out int length, out _);
        Debug.Assert(parsed);
        return answer.Length == head + 4 + length;
    }
}
