namespace ServerSessions.Tests.Model;

public class SessionIdTests
{
    [Theory]
    [InlineData("019b8d3c-6f00-7abc-8000-0123456789ab", true)]
    [InlineData("019b8d3c-6f00-4abc-8000-0123456789ab", false)]
    [InlineData("e677d21f-dbff-7abc-8000-0123456789ab", true)]
    [InlineData("e677d21f-dc00-7abc-8000-0123456789ab", false)]
    [InlineData("ffffffff-ffff-7fff-bfff-ffffffffffff", false)]
    [InlineData("019b8d3c6f007abc80000123456789ab", false)]
    [InlineData("", false)]
    public void Only_a_UUIDv7_with_a_valid_time_is_an_id(string text, bool expected)
    {
        Assert.Equal(expected, SessionId.TryParse(text, out var id));
        Assert.True(id.Start.Year <= 9999);
        if (expected)
            Assert.Equal(text, id.ToString());
    }

    [Fact]
    public void Ids_order_by_start()
    {
        var ids = Enumerable.Range(0, 100).Select(i => SessionId.Create(1_767_603_600_000_000 + (i * 1_000), i % 7, new Pseudonym((ulong)i * 31, 7))).ToList();
        Assert.Equal(ids, ids.OrderBy(i => i));
    }
}
