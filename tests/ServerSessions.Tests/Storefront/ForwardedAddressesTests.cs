using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Live;

namespace ServerSessions.Tests.Storefront;

public sealed class ForwardedAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1", "203.0.113.7")]
    [InlineData("::1", "203.0.113.7")]
    [InlineData("::ffff:127.0.0.1", "203.0.113.7")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    public async Task Only_this_machine_may_say_whose_request_it_forwards(string peer, string expected)
    {
        var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        IPAddress? seen = null;
        new ForwardedAddresses().Configure(inner => inner.Run(context =>
        {
            seen = context.Connection.RemoteIpAddress;
            return Task.CompletedTask;
        }))(app);
        var context = new DefaultHttpContext { RequestServices = services };
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        context.Request.Headers["X-Forwarded-For"] = "203.0.113.7";

        await app.Build()(context);

        Assert.Equal(IPAddress.Parse(expected), seen);
    }
}
