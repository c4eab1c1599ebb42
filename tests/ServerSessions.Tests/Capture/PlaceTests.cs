using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Where requests come from, by the sources that an application names.</summary>
public sealed class PlaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("places-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_country_and_the_degree_reach_the_journey()
    {
        await using var app = await StartAsync(b => b.UseGeoHeaders(GeoHeaders.CloudFront));
        await SendAsync(app, "192.0.2.1", ("CloudFront-Viewer-Country", "DE"), ("CloudFront-Viewer-Latitude", "52.5200"), ("CloudFront-Viewer-Longitude", "13.4050"));
        await app.SettledAsync(1);
        Assert.Equal("DE, around 52° N 13° E", Assert.Single(app.Events).Place.ToString());
    }

    [Fact]
    public async Task Headers_are_not_believed_until_they_are_configured()
    {
        await using var app = await StartAsync(_ => { });
        await SendAsync(app, "192.0.2.1", ("CF-IPCountry", "DE"), ("CloudFront-Viewer-Country", "DE"));
        await app.SettledAsync(1);
        Assert.True(Assert.Single(app.Events).Place.IsNone);
    }

    [Fact]
    public async Task A_network_is_looked_up_once_and_again_only_when_the_locator_did_not_answer()
    {
        var source = new Counting();
        await using var app = await StartAsync(b => b.Services.AddSingleton<IGeoLocator>(source));
        foreach (var address in new[] { "192.0.2.1", "192.0.2.1", "192.0.2.77", "198.51.100.1", "192.0.2.2" })
            await SendAsync(app, address);
        await app.SettledAsync(5);
        Assert.Equal(2, source.Asked);
        Assert.All(app.Events, e => Assert.Equal("DE", e.Place.Country));

        await using var behind = await StartAsync(b => b.UseGeoHeaders(GeoHeaders.Cloudflare));
        await SendAsync(behind, "192.0.2.1");
        await SendAsync(behind, "192.0.2.1", ("CF-IPCountry", "FR"));
        await SendAsync(behind, "192.0.2.1");
        await behind.SettledAsync(3);
        Assert.Equal([null, "FR", "FR"], behind.Events.OrderBy(e => e.Time).Select(e => e.Place.Country));
    }

    [Fact]
    public async Task A_database_and_a_list_of_networks_are_read_at_the_start()
    {
        var database = Path.Combine(_folder, "city.mmdb");
        await File.WriteAllBytesAsync(database, new MmdbWriter(28).Add("192.0.2.0/24", new Dictionary<string, object>
        {
            ["country"] = new Dictionary<string, object> { ["iso_code"] = "NL" },
            ["location"] = new Dictionary<string, object> { ["latitude"] = 52.3, ["longitude"] = 4.9 },
        }).Write());
        var list = Path.Combine(_folder, "vpn.txt");
        await File.WriteAllTextAsync(list, "# ours\n198.51.100.0/25\n");
        await using var app = await StartAsync(b => b.UseGeoDatabase(database).UseGeoNetworks(list, GeoTraits.Vpn));
        await SendAsync(app, "192.0.2.1");
        await SendAsync(app, "198.51.100.200");
        await app.SettledAsync(2);
        Assert.Equal(
            [PlaceCode.Of(CountryCode.Of("NL"), 52.3, 4.9, isRelay: false), PlaceCode.Of(0, null, null, isRelay: true)],
            app.Events.OrderBy(e => e.Time).Select(e => e.Place));
    }

    [Theory]
    [InlineData("missing", "UseGeoDatabase(")]
    [InlineData("broken", "no MaxMind DB file")]
    [InlineData("list", "line 1")]
    public async Task A_file_that_cannot_be_used_stops_the_start_and_says_what_to_do(string fault, string sentence)
    {
        var file = Path.Combine(_folder, fault);
        if (fault != "missing")
            await File.WriteAllTextAsync(file, "nonsense");
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(
            b => _ = fault == "list" ? b.UseGeoNetworks(file, GeoTraits.Hosting) : b.UseGeoDatabase(file)));
        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
        Assert.Contains("remove the call", exception.Message, StringComparison.Ordinal);
    }

    private static Task<TrackedApp> StartAsync(Action<SessionTrackingBuilder> places) => TrackedApp.StartAsync(
        a =>
        {
            a.Use((context, next) =>
            {
                if (context.Request.Headers["X-Test-Address"].ToString() is { Length: > 0 } address)
                    context.Connection.RemoteIpAddress = IPAddress.Parse(address);
                return next(context);
            });
            a.UseSessionTracking();
            a.MapGet("/", () => "page");
        },
        after: services => places(services.AddSessionTracking()),
        use: false);

    private static async Task SendAsync(TrackedApp app, string address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Test-Address", address);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        Assert.Equal(HttpStatusCode.OK, (await app.Visitor().SendAsync(request)).StatusCode);
    }

    private sealed class Counting : IGeoLocator
    {
        public int Asked { get; private set; }

        public GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers)
        {
            Asked++;
            return new GeoPlace { Country = "DE" };
        }
    }
}
