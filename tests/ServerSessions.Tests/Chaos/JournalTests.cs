using ServerSessions.Chaos.Journal;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Chaos;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal-").FullName;
    private readonly EventBatchEncoder _encoder = new();
    private readonly EventBatchDecoder _decoder = new(new StringPool());

    [Fact]
    public void A_journal_gives_back_what_was_sent_and_what_was_acknowledged()
    {
        using (var journal = new JournalWriter(Path.Combine(_folder, "one.journal")))
        {
            journal.Send(3, "producer", 1, Batch(new Pseudonym(1, 2), 0, 1));
            journal.Send(3, "producer", 3, Batch(new Pseudonym(1, 2), 2));
            journal.Acknowledge(3, "producer", 1);
        }

        var sent = JournalReader.Read(_folder);
        Assert.Equal((3, 2), (sent.Sent, sent.Acknowledged));
        Assert.Equal([(0, true), (1, true), (2, false)], sent.Of(new Pseudonym(1, 2)).Select(e => (e.Key, e.Value)));
    }

    [Fact]
    public void A_batch_sent_again_under_another_name_is_the_same_events()
    {
        using (var journal = new JournalWriter(Path.Combine(_folder, "one.journal")))
        {
            journal.Send(3, "old", 5, Batch(new Pseudonym(1, 2), 4));
            journal.Send(3, "new", 1, Batch(new Pseudonym(1, 2), 4));
            journal.Acknowledge(3, "new", 1);
        }

        var sent = JournalReader.Read(_folder);
        Assert.Equal((1, 1), (sent.Sent, sent.Acknowledged));
    }

    [Fact]
    public void The_silence_from_a_moment_is_that_of_the_partition_that_is_acknowledged_last()
    {
        var sent = new SentEvents();
        foreach (var (partition, at) in new[] { (1, 900L), (1, 1_010L), (2, 1_400L), (2, 1_500L) })
            sent.Note(partition, at);

        Assert.Equal(TimeSpan.FromMilliseconds(400), sent.MaxSilenceFrom(DateTimeOffset.FromUnixTimeMilliseconds(1_000)));
    }

    [Fact]
    public void A_line_that_a_killed_producer_did_not_finish_was_not_sent()
    {
        File.WriteAllText(Path.Combine(_folder, "one.journal"), "S 0 producer 1 0000000000000001");
        Assert.Equal(0, JournalReader.Read(_folder).Sent);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private DecodedBatch Batch(Pseudonym key, params int[] numbers)
    {
        _encoder.Begin("");
        foreach (var number in numbers)
            _encoder.Add(new RequestEvent { Key = key, Time = 1, Step = EventName.Of(number) });
        return _decoder.Decode(_encoder.Finish().ToArray());
    }
}
