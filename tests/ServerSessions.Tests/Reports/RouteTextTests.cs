using ServerSessions.Reports;

namespace ServerSessions.Tests.Reports;

public sealed class RouteTextTests
{
    [Theory]
    [InlineData("alice", "alice")]
    [InlineData("https:%2F%2Fidp.example%2f7", "https://idp.example/7")]
    public void An_encoded_slash_in_an_id_is_a_slash(string value, string expected) => Assert.Equal(expected, RouteText.Of(value));
}
