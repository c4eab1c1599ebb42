using ServerSessions.Cli.Replay;

namespace ServerSessions.Tests.Cli.Replay;

public class ShareTests
{
    [Theory]
    [InlineData(1, 3, 0.333333)]
    [InlineData(2, 3, 0.666667)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 7, 0)]
    [InlineData(1, 128, 0.007812)] // exactly in the middle: to the even digit
    [InlineData(3, 128, 0.023438)]
    [InlineData(1, 3_000_000_000, 0)]
    [InlineData(2_999_999_999, 3_000_000_000, 1)]
    public void A_share_has_six_digits_and_rounds_a_half_to_even(long part, long whole, double share) =>
        Assert.Equal(share, Share.Of(part, whole));

    [Fact]
    public void Of_nothing_there_is_no_share() => Assert.Null(Share.Of(0, 0));
}
