using ServerSessions.Storage.InProcess;

namespace ServerSessions.Tests.Storage.InProcess;

public class SessionOrdersTests
{
    private const int Partitions = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Sessions_are_found_in_the_order_of_their_ids_whatever_was_added_and_removed(int seed)
    {
        var random = new Random(seed);
        var (orders, expected) = (new SessionOrders(), new SortedSet<SessionId>());
        for (var i = 0; i < 3_000; i++)
        {
            // Most are new ones; some come late, and some twice.
            var id = SessionId.Create((i * 1_000_000L) - (random.Next(4) == 0 ? random.Next(i + 1) * 1_000_000L : 0), random.Next(Partitions), new Pseudonym(1, (ulong)random.Next(50)));
            orders.Add(id);
            expected.Add(id);
            if (random.Next(3) > 0)
                continue;
            // Above the limit of a storage, the oldest is forgotten; an erasure removes any.
            var gone = random.Next(2) == 0 ? orders.Oldest : expected.ElementAt(random.Next(expected.Count));
            Assert.Equal(expected.Remove(gone), orders.Remove(gone));
            Assert.False(orders.Remove(gone));
        }

        Assert.Equal((expected.Count, expected.Min), (orders.Count, orders.Oldest));
        var all = expected.ToArray();
        for (var partition = 0; partition <= Partitions; partition++)
        {
            var order = orders.Of(partition);
            Assert.Equal(all.Where(id => id.Partition == partition), Enumerable.Range(0, order.Count).Select(at => order[at]));
            var sought = all[random.Next(all.Length)];
            Assert.Equal(all.Count(id => id.Partition == partition && id.CompareTo(sought) < 0), order.IndexOf(sought));
        }

        var (low, high) = (all[all.Length / 4], all[all.Length / 2]);
        Assert.Equal(all.Where(id => id.CompareTo(low) >= 0 && id.CompareTo(high) < 0).Reverse(), orders.Newest(low, high));
        Assert.Empty(orders.Newest(high, low));
    }

    [Fact]
    public void The_oldest_of_many_is_forgotten_again_and_again()
    {
        var orders = new SessionOrders();
        for (var i = 0; i < 10_000; i++)
        {
            orders.Add(SessionId.Create(i * 1_000_000L, i % Partitions, new Pseudonym(1, (ulong)i)));
            while (orders.Count > 100)
                Assert.True(orders.Remove(orders.Oldest));
        }

        Assert.Equal(9_900_000L, orders.Oldest.Milliseconds);
    }
}
