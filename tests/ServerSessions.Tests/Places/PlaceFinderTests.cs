using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;
using ServerSessions.Places;

namespace ServerSessions.Tests.Places;

public class PlaceFinderTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.1");

    [Fact]
    public void The_first_locator_with_a_country_wins_and_the_traits_of_all_are_combined()
    {
        var place = Find(new Fixed(new GeoPlace { Traits = GeoTraits.Vpn }), new Fixed(new GeoPlace { Country = "DE" }),
            new Fixed(new GeoPlace { Country = "FR", Latitude = 48, Longitude = 2 }));
        Assert.Equal(PlaceCode.Of(CountryCode.Of("DE"), 48, 2, isRelay: true), place);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    [InlineData(null, true)]
    public void A_position_that_is_too_vague_is_not_used(int? accuracy, bool used) =>
        Assert.Equal(used, Find(new Fixed(new GeoPlace { Latitude = 48, Longitude = 2, AccuracyKilometres = accuracy })).HasCell);

    [Fact]
    public void A_source_that_fails_costs_only_its_own_answer() =>
        Assert.Equal("DE", Find(new Failing(), new Fixed(new GeoPlace { Country = "DE" })).Country);

    [Theory]
    [InlineData("DE", "52.5", "13.4", "DE, around 52° N 13° E")]
    [InlineData("DE", "", "13.4", "DE")]
    [InlineData("DE", "NaN", "13.4", "DE")]
    [InlineData("DE", "1e999", "13.4", "DE")]
    [InlineData("DE", "91", "13.4", "DE")]
    [InlineData("XX", "", "", "")]
    [InlineData("<script>", "", "", "")]
    [InlineData("", "52.5", "13.4", "")]
    public void Headers_are_read_as_far_as_they_make_sense(string country, string latitude, string longitude, string expected)
    {
        var place = Find(Headers(country, latitude, longitude), new HeaderLocator(GeoHeaders.Cloudflare));
        Assert.Equal(expected, place.IsNone ? "" : place.ToString());
    }

    [Fact]
    public void Tor_is_a_relay_and_no_country() =>
        Assert.Equal((true, (string?)null), Find(Headers("T1", "", ""), new HeaderLocator(GeoHeaders.Cloudflare)) is var place ? (place.IsRelay, place.Country) : default);

    [Fact]
    public void Lists_alone_are_no_source_of_places()
    {
        Assert.False(new PlaceFinder([new NetworkListLocator(NetworkList.Parse(["10.0.0.0/8"], "x"), GeoTraits.Vpn)], new ServerSessions.Diagnostics.ApplicationFaults()).HasSource);
        Assert.True(new PlaceFinder([new Failing()], new ServerSessions.Diagnostics.ApplicationFaults()).HasSource);
    }

    private static PlaceCode Find(params IGeoLocator[] locators) => Find(null, locators);

    private static PlaceCode Find(IDictionary<string, StringValues>? headers, params IGeoLocator[] locators) =>
        new PlaceFinder(locators, new ServerSessions.Diagnostics.ApplicationFaults()).Find(Address, headers);

    private static HeaderDictionary Headers(string country, string latitude, string longitude) =>
        new() { ["CF-IPCountry"] = country, ["CF-IPLatitude"] = latitude, ["CF-IPLongitude"] = longitude };

    private sealed class Fixed(GeoPlace place) : IGeoLocator
    {
        public GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers) => place;
    }

    private sealed class Failing : IGeoLocator
    {
        public GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers) => throw new IOException("gone");
    }
}
