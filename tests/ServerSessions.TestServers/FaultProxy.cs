using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ServerSessions.TestServers;

/// <summary>A TCP proxy on 127.0.0.1 that does to connections what networks do. Its settings may be changed at any time.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(Loopback.FreeEndpoint());
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<FaultProxyLink, byte> _links = new();
    private readonly IPEndPoint _target;
    private readonly Task _accepting;

    /// <summary>Listens at once and forwards to this address.</summary>
    public FaultProxy(IPEndPoint target)
    {
        _target = target;
        _listener.Start();
        Address = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Where it listens, as a connection string has it.</summary>
    public string Endpoint => Address.ToString();

    /// <summary>What happens to bytes. Default: they pass.</summary>
    public ProxyMode Mode { get; set; }

    /// <summary>What each piece of an answer waits before it passes. Default zero.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Open connections.</summary>
    public int Connections => _links.Count;

    /// <summary>Ends every connection with a reset, what was on its way is lost. New ones are accepted.</summary>
    public void ResetConnections()
    {
        foreach (var link in _links.Keys)
            link.Reset();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        ResetConnections();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                _ = ServeAsync(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        if (Mode == ProxyMode.Refuse)
        {
            client.Close(0);
            return;
        }
        var link = new FaultProxyLink(this, client);
        _links[link] = 0;
        try
        {
            await link.RunAsync(_target, _stop.Token);
        }
        finally
        {
            _links.TryRemove(link, out _);
        }
    }
}
