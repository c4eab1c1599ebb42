using ServerSessions.Model;

namespace ServerSessions.Tests.Model;

public sealed class OrderedHashTests
{
    [Fact]
    public void Order_and_number_count()
    {
        ulong[] values = [0, 1, 2, 3, ulong.MaxValue, ulong.MaxValue - 1, 0x9E37_79B9_7F4A_7C15, 1UL << 63];
        var pairs = values.SelectMany(one => values.Select(other => OrderedHash.Of(one, other))).ToList();
        Assert.Equal(pairs.Count, pairs.Distinct().Count());
        Assert.Equal(OrderedHash.Of(1, 2), OrderedHash.Of(1, 2));
    }
}
