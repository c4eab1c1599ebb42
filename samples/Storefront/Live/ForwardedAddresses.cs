using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Storefront.Live;

/// <summary>
/// Reads a simulated visitor's address from X-Forwarded-For, for requests from this machine only. As the startup filter that is registered first, it runs before
/// everything else, including session tracking.
/// </summary>
internal sealed class ForwardedAddresses : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 1 };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.KnownProxies.Add(IPAddress.Loopback);
        options.KnownProxies.Add(IPAddress.IPv6Loopback);
        app.UseForwardedHeaders(options);
        next(app);
    };
}
