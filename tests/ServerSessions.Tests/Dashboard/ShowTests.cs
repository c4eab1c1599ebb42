using ServerSessions.Dashboard.Text;

namespace ServerSessions.Tests.Dashboard;

public sealed class ShowTests
{
    [Theory]
    [InlineData(null, "–")]
    [InlineData(double.NaN, "–")]
    [InlineData(0.0, "0.0 %")]
    [InlineData(0.625, "62.5 %")]
    [InlineData(0.99, "99.0 %")]
    [InlineData(0.99954, "99.954 %")]
    [InlineData(0.9999999, "99.999 %")]
    [InlineData(1.0, "100 %")]
    public void A_hundred_percent_is_said_only_when_nothing_is_missing(double? share, string text) => Assert.Equal(text, Show.Percent(share));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.46, "0.46")]
    [InlineData(0.0000424, "4.2e-5")]
    [InlineData(-0.004, "-4e-3")]
    [InlineData(12_345.67, "12,345.7")]
    [InlineData(double.PositiveInfinity, "–")]
    public void A_small_number_is_not_shown_as_none(double number, string text) => Assert.Equal(text, Show.Number(number));

    [Theory]
    [InlineData(null, "–")]
    [InlineData("", "–")]
    [InlineData("abc\u202Edef\nx", "abc\uFFFDdef\uFFFDx")]
    [InlineData("0123456789", "0123456789")]
    [InlineData("01234567890", "0123456789…")]
    [InlineData("012345678\U0001F600", "012345678…")]
    public void Text_is_cut_at_a_character_and_cannot_turn_its_surroundings(string? text, string shown) => Assert.Equal(shown, Show.Text(text, 10));

    [Theory]
    [InlineData("FalsePositive", "false positive")]
    [InlineData("queue_full", "queue full")]
    [InlineData("Ok", "ok")]
    public void Names_become_words(string name, string words) => Assert.Equal(words, Show.Words(name));

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(1.44, "1.4 ms")]
    [InlineData(999.6, "1.0 s")]
    [InlineData(59_499, "59 s")]
    [InlineData(59_600, "1 m 00 s")]
    [InlineData(3_599_900, "1 h 00 m")]
    [InlineData(90_000_000, "1 d 1 h")]
    [InlineData(double.NaN, "–")]
    public void Lengths_of_time_take_two_units_at_most(double milliseconds, string text) => Assert.Equal(text, Lasting.Milliseconds(milliseconds));
}
