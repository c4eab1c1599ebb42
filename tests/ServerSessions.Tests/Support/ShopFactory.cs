using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront;

namespace ServerSessions.Tests.Support;

/// <summary>The sample shop in process, in Development; passwords are hashed fast.</summary>
public sealed class ShopFactory : WebApplicationFactory<StorefrontApp>
{
    /// <summary>A client that follows nothing and remembers nothing.</summary>
    public HttpClient CreateBareClient() => Server.CreateClient();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureServices(services => services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 10));
    }
}
