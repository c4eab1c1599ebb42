using ServerSessions.Model;

namespace ServerSessions.Tests.Model;

public class PlaceCodeTests
{
    [Theory]
    [InlineData("DE", 52.52, 13.4, "DE, around 52° N 13° E")]
    [InlineData("US", -0.5, -0.5, "US, around 1° S 1° W")]
    [InlineData("NZ", -90.0, 180.0, "NZ, around 90° S 179° E")]
    [InlineData("ZZ", 90.0, -180.0, "ZZ, around 89° N 180° W")]
    public void Country_and_degree_are_kept_and_nothing_finer(string country, double latitude, double longitude, string shown)
    {
        var code = PlaceCode.Of(CountryCode.Of(country), latitude, longitude, isRelay: true);
        Assert.Equal((shown, country, true, true), (code.ToString(), code.Country, code.HasCell, code.IsRelay));
        Assert.Equal(code, PlaceCode.Read(code.Value));
        Assert.Equal(code, PlaceCode.Of(CountryCode.Of(country), Math.Clamp(Math.Floor(latitude) + 0.1, -90, 89.9), Math.Clamp(Math.Floor(longitude) + 0.9, -180, 179.9), isRelay: true));
    }

    [Fact]
    public void An_unknown_place_is_none()
    {
        Assert.True(PlaceCode.Of(0, null, null, isRelay: false).IsNone);
        Assert.False(PlaceCode.Of(0, 1, null, isRelay: false).HasCell);
        Assert.False(PlaceCode.Of(0, double.NaN, 1, isRelay: false).HasCell);
        Assert.True(default(PlaceCode).IsNone);
        Assert.Null(default(PlaceCode).DistanceTo(default));
    }

    [Theory]
    [InlineData(52.5, 13.5, 48.5, 2.5, 890)]
    [InlineData(52.5, 13.5, 52.5, 13.5, 0)]
    [InlineData(0.5, 179.5, 0.5, -179.5, 111)]
    [InlineData(0.5, 0.5, -0.5, -179.5, 20015)]
    public void Distances_are_those_of_the_globe(double lat1, double lon1, double lat2, double lon2, double kilometres) =>
        Assert.InRange(At(lat1, lon1).DistanceTo(At(lat2, lon2))!.Value, (kilometres * 0.99) - 1, (kilometres * 1.01) + 1);

    [Theory]
    [InlineData(0xFFFF_FFFF)]
    [InlineData(0x03FF)]
    [InlineData(0x07FF_FC00)]
    public void Foreign_numbers_are_no_place_of_ours(uint stored) => Assert.True(PlaceCode.Read(stored).IsNone);

    [Theory]
    [InlineData("de", "DE")]
    [InlineData("ZZ", "ZZ")]
    [InlineData("D", null)]
    [InlineData("D1", null)]
    [InlineData("ÄÖ", null)]
    [InlineData("", null)]
    public void A_country_is_two_letters(string given, string? kept) => Assert.Equal(kept, CountryCode.Text(CountryCode.Of(given)));

    private static PlaceCode At(double latitude, double longitude) => PlaceCode.Of(1, latitude, longitude, isRelay: false);
}
