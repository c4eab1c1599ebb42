using System.Net;
using System.Text.Json;
using ServerSessions.Places.Mmdb;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Places.Mmdb;

public class MmdbFileTests
{
    private static readonly string[] Asked =
        ["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.2.0", "0.0.0.0", "255.255.255.255", "10.0.0.1", "2001:db8::1", "2001:db9::1", "::", "::1.1.1.1", "ffff::"];

    [Theory]
    [InlineData(24, 4)]
    [InlineData(28, 4)]
    [InlineData(32, 4)]
    [InlineData(24, 6)]
    [InlineData(28, 6)]
    [InlineData(32, 6)]
    public void Every_address_finds_its_network_whatever_the_size_of_records(int bits, int version)
    {
        var writer = new MmdbWriter(bits, version).Add("1.1.1.1/32", "one").Add("1.1.1.2/31", "two").Add("1.1.1.4/30", "four").Add("10.0.0.0/8", "ten");
        if (version == 6)
            writer.Add("2001:db8::/32", "doc");
        var file = new MmdbFile(writer.Write());
        string?[] v4 = ["one", "two", "two", "four", null, null, null, "ten"];
        Assert.Equal(v4, Asked.Take(8).Select(a => Find(file, a)));
        Assert.Equal(v4, Asked.Take(8).Select(a => Find(file, "::ffff:" + a)));
        Assert.Equal(version == 6 ? ["doc", null, null, "one", null] : [null, null, null, null, null], Asked.Skip(8).Select(a => Find(file, a)));
    }

    [Fact]
    public void The_high_bits_of_28_bit_records_are_read()
    {
        // Data beyond 16 MiB: its records need more than 24 bits.
        var file = new MmdbFile(new MmdbWriter(28) { Padding = 17 << 20 }.Add("1.0.0.0/8", "left").Add("129.0.0.0/8", "right").Write());
        Assert.Equal(("left", "right"), (Find(file, "1.2.3.4"), Find(file, "129.2.3.4")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3_000)]
    [InlineData(600_000)]
    public void All_types_sizes_and_pointers_are_read(int padding)
    {
        var value = new Dictionary<string, object>
        {
            ["text"] = "Grüße",
            ["long"] = new string('x', 300),
            ["longer"] = new string('y', 70_000),
            ["double"] = 42.123456,
            ["float"] = 1.5f,
            ["bytes"] = new byte[] { 1, 2, 0xFF },
            ["u16"] = (ushort)65_535,
            ["u32"] = uint.MaxValue,
            ["u64"] = ulong.MaxValue,
            ["u128"] = UInt128.MaxValue,
            ["zero"] = (ushort)0,
            ["int"] = -268_435_456,
            ["yes"] = true,
            ["no"] = false,
            ["array"] = new object[] { "Grüße", 1u, new object[] { "text" } },
            ["map"] = new Dictionary<string, object> { ["text"] = "Grüße", ["deep"] = new Dictionary<string, object> { ["u16"] = (ushort)7 } },
        };
        var file = new MmdbFile(new MmdbWriter(32) { UsesPointers = true, Padding = padding }.Add("1.0.0.0/8", value).Add("2.0.0.0/8", value).Write());
        Assert.True(file.TryFind(IPAddress.Parse("2.1.1.1"), out var offset));
        var read = JsonSerializer.Serialize(MmdbValues.Read(file.Data, offset));
        var map = Assert.IsType<SortedDictionary<string, object>>(MmdbValues.Read(file.Data, offset));
        Assert.Equal(UInt128.MaxValue, map["u128"]);
        Assert.Equal(16, map.Count);
        Assert.Contains("\"double\":42.123456,\"float\":1.5,\"int\":-268435456", read, StringComparison.Ordinal);
        Assert.Contains("\"bytes\":\"0102FF\"", read, StringComparison.Ordinal);
        Assert.Contains("\"u16\":65535,\"u32\":4294967295,\"u64\":18446744073709551615,\"yes\":true,\"zero\":0", read, StringComparison.Ordinal);
        Assert.Contains("\"map\":{\"deep\":{\"u16\":7},\"text\":\"Gr", read, StringComparison.Ordinal);
        Assert.Equal((new string('x', 300), new string('y', 70_000), false), (map["long"], map["longer"], map["no"]));
        Assert.Equal(["Grüße", 1UL], ((List<object>)map["array"]).Take(2));
    }

    [Fact]
    public void A_lookup_of_the_country_allocates_nothing()
    {
        var locator = new DatabaseLocator(Country("DE", 52.5).Write());
        var address = IPAddress.Parse("1.2.3.4");
        Assert.Equal("DE", locator.Locate(address, null).Country);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            locator.Locate(address, null);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("binary_format_major_version", 3, "format version 3")]
    [InlineData("record_size", 26, "records have 26 bits")]
    [InlineData("ip_version", 5, "IP version is 5")]
    [InlineData("node_count", 60_000, "announces 60000 nodes")]
    public void A_database_that_contradicts_itself_is_refused_with_the_reason(string key, int value, string sentence) =>
        Assert.Contains(sentence, Refused(Country("DE", 1).Write(m => m[key] = (uint)value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("node_count")]
    [InlineData("record_size")]
    [InlineData("ip_version")]
    [InlineData("binary_format_major_version")]
    public void Metadata_that_is_missing_is_named(string key) =>
        Assert.Contains($"does not tell {key}", Refused(Country("DE", 1).Write(m => m.Remove(key))), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_was_cut_off_is_refused()
    {
        var whole = Country("DE", 1).Write();
        Assert.Contains("no MaxMind metadata", Refused(whole[..100]), StringComparison.Ordinal);
        Assert.Contains("no MaxMind metadata", Refused([]), StringComparison.Ordinal);
        // The tree is gone but the metadata is there.
        Refused(whole[400..]);
    }

    [Fact]
    public void No_byte_that_is_changed_makes_a_lookup_fail_after_the_start()
    {
        var whole = Country("DE", 52.5).Add("2001:db8::/32", new Dictionary<string, object> { ["country"] = new Dictionary<string, object> { ["iso_code"] = "US" } }).Write();
        var random = new Random(4);
        var refused = 0;
        for (var round = 0; round < 4_000; round++)
        {
            var hurt = (byte[])whole.Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
                hurt[random.Next(hurt.Length)] = (byte)random.Next(256);
            try
            {
                var locator = new DatabaseLocator(hurt);
                foreach (var address in Asked)
                    locator.Locate(IPAddress.Parse(address), null);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 3_999);
    }

    [Fact]
    public void Nesting_without_end_and_pointers_in_circles_are_refused()
    {
        object deep = "x";
        for (var i = 0; i < 100; i++)
            deep = new object[] { deep };
        Assert.Contains("nested deeper", Refused(new MmdbWriter().Add("1.0.0.0/8", deep).Write()), StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => new MmdbData([0x20, 0x00]).At(0));
        Assert.Throws<InvalidDataException>(() => new MmdbData([0x20, 0x02, 0x20, 0x00]).At(0));
        Assert.Throws<InvalidDataException>(() => new MmdbData([0xFF, 0xFF, 0xFF, 0xFF]).Skip(0));
    }

    [Fact]
    public void What_the_usual_databases_call_it_is_found()
    {
        var locator = new DatabaseLocator(new MmdbWriter()
            .Add("1.0.0.0/8", new Dictionary<string, object>
            {
                ["registered_country"] = new Dictionary<string, object> { ["iso_code"] = "FR" },
                ["location"] = new Dictionary<string, object> { ["latitude"] = 48.85, ["longitude"] = 2.35, ["accuracy_radius"] = (ushort)20 },
                ["traits"] = new Dictionary<string, object> { ["is_satellite_provider"] = true },
            })
            .Add("2.0.0.0/8", new Dictionary<string, object> { ["is_anonymous_vpn"] = true, ["is_hosting_provider"] = true, ["is_tor_exit_node"] = true })
            .Add("3.0.0.0/8", new Dictionary<string, object> { ["country_code"] = "gb" })
            .Add("4.0.0.0/8", new Dictionary<string, object> { ["country"] = "NL" }).Write());
        Assert.Equal(new GeoPlace { Country = "FR", Latitude = 48.85, Longitude = 2.35, AccuracyKilometres = 20, Traits = GeoTraits.Satellite }, At(locator, "1.1.1.1"));
        Assert.Equal(GeoTraits.Vpn | GeoTraits.Hosting | GeoTraits.Relay, At(locator, "2.1.1.1").Traits);
        Assert.Equal(("GB", "NL", null), (At(locator, "3.1.1.1").Country, At(locator, "4.1.1.1").Country, At(locator, "5.1.1.1").Country));
    }

    private static MmdbWriter Country(string code, double latitude) => new MmdbWriter().Add("1.0.0.0/8", new Dictionary<string, object>
    {
        ["country"] = new Dictionary<string, object> { ["iso_code"] = code },
        ["location"] = new Dictionary<string, object> { ["latitude"] = latitude, ["longitude"] = 13.4 },
    });

    private static GeoPlace At(DatabaseLocator locator, string address) => locator.Locate(IPAddress.Parse(address), null);

    private static string Refused(byte[] file) => Assert.Throws<InvalidDataException>(() => new DatabaseLocator(file)).Message;

    private static string? Find(MmdbFile file, string address) =>
        file.TryFind(IPAddress.Parse(address), out var offset) ? (string)MmdbValues.Read(file.Data, offset) : null;
}
