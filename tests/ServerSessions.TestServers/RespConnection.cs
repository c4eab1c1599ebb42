using System.Net;

namespace ServerSessions.TestServers;

/// <summary>A connection for administration that opens when it is needed and again after it broke. Commands run one after another.</summary>
internal sealed class RespConnection(IPEndPoint endpoint) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private RespClient? _client;

    public async Task<object?> SendAsync(IReadOnlyList<string> command, TimeSpan timeout)
    {
        using var cancel = new CancellationTokenSource(timeout);
        await _one.WaitAsync(cancel.Token);
        try
        {
            _client ??= await RespClient.ConnectAsync(endpoint, cancel.Token);
            return await _client.SendAsync(command, cancel.Token);
        }
        catch (OperationCanceledException)
        {
            Drop();
            throw new TimeoutException($"Redis at {endpoint} did not answer {command[0]} within {timeout.TotalSeconds} s.");
        }
        catch (Exception exception) when (exception is not RedisErrorException)
        {
            Drop();
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Forgets the connection; the next command opens another.</summary>
    public void Drop()
    {
        _client?.Dispose();
        _client = null;
    }

    public void Dispose() => Drop();
}
