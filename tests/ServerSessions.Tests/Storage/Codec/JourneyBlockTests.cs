using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Storage.Codec;

public class JourneyBlockTests
{
    private const int MaxBytes = 4_000;

    [Fact]
    public void What_is_packed_comes_back_byte_for_byte_and_each_is_found()
    {
        var journeys = Journeys(new Random(3), 700);
        var blocks = JourneyBlockWriter.Cut(journeys, MaxBytes);
        Assert.InRange(blocks.Count, 5, 100);
        Assert.All(blocks, b => Assert.InRange(b.Block.Length, 1, MaxBytes));

        var read = blocks.Select(b => JourneyBlock.Read(b.Block)).ToList();
        Assert.Equal(blocks.Select(b => b.First), read.Select(b => b.Ids[0]));
        Assert.Equal(journeys.Select(Text), read.SelectMany(b => b.All()).Select(Text));
        Assert.All(journeys, j => Assert.Equal(Text(j), Text(Assert.Single(read, b => b.Find(j.Id) is not null).Find(j.Id)!.Value)));
        Assert.Null(read[0].Find(SessionId.Create(1, 0, default)));
    }

    [Fact]
    public void Journeys_out_of_blocks_and_others_are_packed_together()
    {
        var journeys = Journeys(new Random(4), 300);
        var packed = JourneyBlockWriter.Cut([.. journeys.Where((_, i) => i % 3 > 0)], MaxBytes).SelectMany(b => JourneyBlock.Read(b.Block).All());
        List<StoredJourney> all = [.. packed.Concat(journeys.Where((_, i) => i % 3 == 0)).OrderBy(j => j.Id)];

        var again = JourneyBlockWriter.Cut(all, MaxBytes).SelectMany(b => JourneyBlock.Read(b.Block).All());

        Assert.Equal(journeys.Select(Text), again.Select(Text));
    }

    [Fact]
    public void Parts_that_journeys_share_are_kept_once()
    {
        var part = new byte[200];
        var journeys = Enumerable.Range(0, 50).Select(i => new StoredJourney(SessionId.Create(i * 5_000, 0, default), default, Row([part], [(byte)i]))).ToList();

        var block = Assert.Single(JourneyBlockWriter.Cut(journeys, 100_000)).Block;

        Assert.InRange(block.Length, 1, 200 + (50 * 20));
    }

    [Fact]
    public void A_journey_larger_than_a_block_is_one_by_itself()
    {
        var journeys = Enumerable.Range(0, 3).Select(i => new StoredJourney(SessionId.Create(i * 5_000, 0, default), default, Row([], new byte[2 * MaxBytes]))).ToList();
        Assert.Equal(3, JourneyBlockWriter.Cut(journeys, MaxBytes).Count);
    }

    [Fact]
    public void Journeys_of_two_partitions_share_no_block()
    {
        var journeys = Enumerable.Range(0, 10).Select(i => new StoredJourney(SessionId.Create(i * 5_000, i % 2, default), default, Row([], [1]))).ToList();
        Assert.Equal(journeys.Select(Text), JourneyBlockWriter.Cut(journeys, MaxBytes).SelectMany(b => JourneyBlock.Read(b.Block).All()).Select(Text));
    }

    [Fact]
    public void A_block_that_was_changed_is_read_or_refused()
    {
        var random = new Random(5);
        var block = JourneyBlockWriter.Cut(Journeys(random, 20), 100_000)[0].Block;
        var refused = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var bytes = (byte[])block.Clone();
            for (var n = 1 + random.Next(3); n > 0; n--)
                bytes[random.Next(random.Next(2) == 0 ? 400 : bytes.Length)] = (byte)random.Next(256);
            if (random.Next(5) == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            try
            {
                _ = JourneyBlock.Read(bytes).All().Sum(j => j.Data.Length);
            }
            catch (InvalidMessageException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 10_000, 29_999);
    }

    // Some with users, some with rows that are none.
    private static List<StoredJourney> Journeys(Random random, int count) => [.. Enumerable.Range(0, count).Select(i => new StoredJourney(
        SessionId.Create((long)(i / 2 * 2) * 40_000_000, 7, new Pseudonym((ulong)random.NextInt64(), (ulong)i)),
        random.Next(3) == 0 ? new Pseudonym(5, (ulong)random.NextInt64()) : default,
        random.Next(9) == 0 ? new byte[] { 200, 1 } : Row([.. Enumerable.Range(0, random.Next(6)).Select(_ => Part(random))], [.. Part(random), 7]))).OrderBy(j => j.Id)];

    private static byte[] Part(Random random) => System.Text.Encoding.UTF8.GetBytes($"GET /area{random.Next(4)}/page{random.Next(12)}");

    private static byte[] Row(byte[][] parts, byte[] body)
    {
        var buffer = new ByteBuffer();
        buffer.WriteNumber(parts.Length);
        foreach (var part in parts)
            buffer.WriteSized(part);
        buffer.Write(body);
        return buffer.Written.ToArray();
    }

    private static string Text(StoredJourney journey) => $"{journey.Id} {journey.User} {Convert.ToHexString(journey.Data.Span)}";
}
