using ServerSessions.Detection;
using ServerSessions.Detection.Rules;

namespace ServerSessions.Tests.Detection.Rules;

public class MarkSampleTests
{
    private const int Room = 128;
    private static readonly MarkSample Sample = new(mask: 1, kind: 0, shift: 4);
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public void A_full_room_estimates_within_a_fifth(int actors)
    {
        var memory = new DetectorMemory(2 * Room);
        Add(memory, 0, actors, at: 0);
        Assert.True(Sample.IsEstimated(memory));
        Assert.InRange(Sample.Count(memory), 0.8 * actors, 1.2 * actors);
    }

    [Fact]
    public void After_a_flood_has_expired_counts_are_exact_again()
    {
        var memory = new DetectorMemory(2 * Room);
        Add(memory, 0, 1_000, at: 0);
        // The window moves on with some actors always in it.
        for (var i = 0; i < 100; i++)
        {
            memory.ForgetBefore(Start.AddSeconds(i * 10) - TimeSpan.FromMinutes(5));
            Add(memory, 100_000 + (4 * i), 4, at: i * 10);
        }

        Assert.False(Sample.IsEstimated(memory));
        Assert.Equal(124, Sample.Count(memory));
    }

    private static void Add(DetectorMemory memory, int first, int count, double at)
    {
        for (var i = first; i < first + count; i++)
            Sample.Add(memory, new Mark(Start.AddSeconds(at), 0, 0, default, "", Outcome.Ok, null) { Actor = new Pseudonym(3, (ulong)i + 1) }, Room);
    }
}
