using System.Net;
using ServerSessions.Places;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Places;

public sealed class DatabaseLocatorTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private DatabaseLocator? _locator;

    public void Dispose()
    {
        _locator?.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData(24, 4)]
    [InlineData(28, 4)]
    [InlineData(32, 4)]
    [InlineData(24, 6)]
    [InlineData(28, 6)]
    [InlineData(32, 6)]
    public void Every_address_finds_its_network_whatever_the_size_of_records(int bits, int version)
    {
        var writer = new MmdbWriter(bits, version).Add("1.1.1.2/31", Country("DE")).Add("10.0.0.0/8", Country("NL"));
        if (version == 6)
            writer.Add("2001:db8::/32", Country("US"));
        var locator = Open(writer);
        Assert.Equal(["DE", "DE", null, "NL", "NL"], Countries(locator, "1.1.1.2", "1.1.1.3", "1.1.1.4", "10.0.0.1", "::ffff:10.0.0.1"));
        Assert.Equal(version == 6 ? ["US", null] : [null, null], Countries(locator, "2001:db8::1", "2001:db9::1"));
    }

    [Fact]
    public void What_the_usual_databases_call_it_is_found()
    {
        var locator = Open(new MmdbWriter()
            .Add("1.0.0.0/8", new Dictionary<string, object>
            {
                ["registered_country"] = new Dictionary<string, object> { ["iso_code"] = "FR" },
                ["location"] = new Dictionary<string, object> { ["latitude"] = 48.85, ["longitude"] = 2.35, ["accuracy_radius"] = (ushort)20 },
                ["traits"] = new Dictionary<string, object> { ["is_satellite_provider"] = true },
            })
            .Add("2.0.0.0/8", new Dictionary<string, object> { ["is_anonymous_vpn"] = true, ["is_hosting_provider"] = true, ["is_tor_exit_node"] = true })
            .Add("3.0.0.0/8", new Dictionary<string, object> { ["country_code"] = "gb" })
            .Add("4.0.0.0/8", new Dictionary<string, object> { ["country"] = "NL" }));
        Assert.Equal(new GeoPlace { Country = "FR", Latitude = 48.85, Longitude = 2.35, AccuracyKilometres = 20, Traits = GeoTraits.Satellite }, At(locator, "1.1.1.1"));
        Assert.Equal(GeoTraits.Vpn | GeoTraits.Hosting | GeoTraits.Relay, At(locator, "2.1.1.1").Traits);
        Assert.Equal(["GB", "NL", null], Countries(locator, "3.1.1.1", "4.1.1.1", "5.1.1.1"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_file_that_is_no_database_or_was_cut_off_is_refused(int length)
    {
        File.WriteAllBytes(_file, new MmdbWriter().Add("1.0.0.0/8", Country("DE")).Write()[..length]);
        Assert.Contains("no MaxMind DB file", Assert.Throws<InvalidDataException>(() => DatabaseLocator.Read(_file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_format_is_refused()
    {
        File.WriteAllBytes(_file, new MmdbWriter().Add("1.0.0.0/8", Country("DE")).Write(m => m["binary_format_major_version"] = 3u));
        Assert.Throws<InvalidDataException>(() => DatabaseLocator.Read(_file));
    }

    private static Dictionary<string, object> Country(string code) => new() { ["country"] = new Dictionary<string, object> { ["iso_code"] = code } };

    private static IEnumerable<string?> Countries(DatabaseLocator locator, params string[] addresses) => addresses.Select(a => At(locator, a).Country);

    private static GeoPlace At(DatabaseLocator locator, string address) => locator.Locate(IPAddress.Parse(address), null);

    private DatabaseLocator Open(MmdbWriter writer)
    {
        File.WriteAllBytes(_file, writer.Write());
        return _locator = DatabaseLocator.Read(_file);
    }
}
