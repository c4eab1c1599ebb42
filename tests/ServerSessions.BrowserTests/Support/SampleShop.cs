using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ServerSessions.Simulation.Shop;
using ServerSessions.Testing;
using Storefront;

namespace ServerSessions.BrowserTests.Support;

/// <summary>The sample shop on a port of its own, with a small invented history, on a clock that the tests move.</summary>
internal sealed class SampleShop : WebApplicationFactory<StorefrontApp>
{
    // Each rule of the history's attacks has its alert, and each page its data; some 20 visits a day.
    private const int Visits = 500;

    /// <summary>The shop's time when it opens: a Friday, in the afternoon.</summary>
    public static readonly DateTimeOffset Opening = new(2026, 11, 20, 14, 20, 30, TimeSpan.Zero);

    public SampleShop() => UseKestrel(0);

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public SessionTestProbe Probe
    {
        get
        {
            var probe = Services.GetRequiredService<SessionTestProbe>();
            probe.Limit = WatchedPage.Patience;
            return probe;
        }
    }

    /// <summary>A client of its own with these cookies of a browser, which follows redirects.</summary>
    /// <param name="cookies">Cookies by name.</param>
    /// <param name="userAgent">The User-Agent.</param>
    public HttpClient Client(IEnumerable<KeyValuePair<string, string>>? cookies = null, string userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    {
        var jar = new CookieContainer();
        foreach (var (name, value) in cookies ?? [])
            jar.Add(Address, new Cookie(name, value));
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = jar }) { BaseAddress = Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 10);
            services.AddDemoHistory(TextWriter.Null, Visits);
            services.AddSessionTesting(new FakeTimeProvider(Opening));
        });
    }
}
