using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Storefront.Live;

/// <summary>
/// Takes a simulated visitor's address from X-Forwarded-For, from this machine only. As a startup filter registered first it runs before
/// everything else, session tracking included.
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
