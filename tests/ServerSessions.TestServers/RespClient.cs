using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServerSessions.TestServers;

/// <summary>
/// One connection that speaks the Redis protocol, for administration in tests. A string stands for bytes, one character a byte, so that
/// any key or value can pass. Not safe for use by two threads at a time.
/// </summary>
public sealed class RespClient : IDisposable
{
    private readonly TcpClient _client;
    private readonly BufferedStream _stream;

    private RespClient(TcpClient client)
    {
        _client = client;
        _stream = new BufferedStream(client.GetStream(), 16 * 1024);
    }

    /// <summary>Opens a connection.</summary>
    public static async Task<RespClient> ConnectAsync(IPEndPoint endpoint, CancellationToken cancel)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(endpoint, cancel);
            return new RespClient(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Sends one command and waits for its answer: a string, a long, null, or an array of these. After any failure but
    /// <see cref="RedisErrorException"/> the connection is of no more use.
    /// </summary>
    public async Task<object?> SendAsync(IReadOnlyList<string> command, CancellationToken cancel)
    {
        await _stream.WriteAsync(Encode(command), cancel);
        await _stream.FlushAsync(cancel);
        return await ReadAsync(cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static byte[] Encode(IReadOnlyList<string> command)
    {
        var text = new StringBuilder($"*{command.Count}\r\n");
        foreach (var part in command)
            text.Append('$').Append(part.Length).Append("\r\n").Append(part).Append("\r\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private async Task<object?> ReadAsync(CancellationToken cancel)
    {
        var line = await ReadLineAsync(cancel);
        var rest = line[1..];
        switch (line[0])
        {
            case '+': return rest;
            case '-': throw new RedisErrorException(rest);
            case ':': return long.Parse(rest);
            case '$': return rest == "-1" ? null : await ReadBulkAsync(int.Parse(rest), cancel);
            case '*': return rest == "-1" ? null : await ReadArrayAsync(int.Parse(rest), cancel);
            default: throw new IOException($"The server answered '{line}', which is no answer of the Redis protocol.");
        }
    }

    private async Task<object?[]> ReadArrayAsync(int count, CancellationToken cancel)
    {
        var items = new object?[count];
        for (var i = 0; i < count; i++)
            items[i] = await ReadAsync(cancel);
        return items;
    }

    private async Task<string> ReadBulkAsync(int length, CancellationToken cancel)
    {
        var bytes = new byte[length + 2];
        await _stream.ReadExactlyAsync(bytes, cancel);
        return Encoding.Latin1.GetString(bytes, 0, length);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await _stream.ReadExactlyAsync(one, cancel);
            if (one[0] == '\n' && line.Length > 0 && line[^1] == '\r')
                return line.ToString(0, line.Length - 1);
            line.Append((char)one[0]);
        }
    }
}
