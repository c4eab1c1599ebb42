using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts.Webhooks;

namespace ServerSessions.Alerts.Network;

/// <summary>
/// Resolves a host once, checks every address and connects to exactly those, so that no second look-up can lead elsewhere. One forbidden address
/// refuses the name, because a name that points to internal and public addresses is either broken or hostile.
/// </summary>
internal sealed class WebhookConnector(IOptions<WebhookOptions> options, HostResolver resolve)
{
    private const int MaxAddresses = 16;
    private readonly DestinationAllowList _allowed = new(options.Value.AllowedDestinations);
    private readonly bool _allowLoopback = options.Value.AllowInsecureLoopback;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var encrypted = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
        var addresses = await AddressesAsync(context.DnsEndPoint.Host, encrypted, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="BlockedDestinationException">The host leads to an address that may not be reached.</exception>
    internal async ValueTask<IPAddress[]> AddressesAsync(string host, bool encrypted, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        if (addresses.Length is 0 or > MaxAddresses)
            throw new BlockedDestinationException($"The host has {addresses.Length} addresses; expected 1 to {MaxAddresses}.");
        foreach (var address in addresses)
            if (!MayReach(host, address, encrypted))
                throw new BlockedDestinationException(
                    $"The host leads to {address}, which webhooks may not reach. If this is intended, add it to AllowedDestinations.");
        return addresses;
    }

    private bool MayReach(string host, IPAddress address, bool encrypted)
    {
        if (IPAddress.IsLoopback(AddressRules.Unmap(address)) && _allowLoopback) return true;
        return encrypted && (!AddressRules.IsBlocked(address) || _allowed.HasAddress(address) || _allowed.HasHost(host));
    }
}
