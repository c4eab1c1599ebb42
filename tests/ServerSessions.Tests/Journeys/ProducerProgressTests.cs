using ServerSessions.Journeys;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Journeys;

public class ProducerProgressTests
{
    private readonly ProducerProgress _progress = new();

    [Fact]
    public void Entries_one_after_the_other_are_new_and_whole()
    {
        Assert.Equal((0, 0L), _progress.Note(Entry("a", 1, 3)));
        Assert.Equal((0, 0L), _progress.Note(Entry("a", 4, 2)));
        Assert.Equal((0, 0L), _progress.Note(Entry("b", 1, 1)));
        Assert.Equal(0, _progress.Missing);
        Assert.Equal([("a", 5L), ("b", 1)], _progress.Changed.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value)));
    }

    [Fact]
    public void What_was_folded_before_is_known_wholly_or_in_part()
    {
        _progress.Begin(new Dictionary<string, long> { ["a"] = 5 });

        Assert.Equal((3, 0L), _progress.Note(Entry("a", 2, 3)));
        Assert.Equal((2, 0L), _progress.Note(Entry("a", 4, 3)));
        Assert.Equal(6, _progress.Changed["a"]);
        Assert.False(_progress.Follows(Entry("a", 6, 1)));
        Assert.True(_progress.Follows(Entry("a", 7, 1)));
    }

    [Fact]
    public void A_hole_is_counted_once_and_gone_on_after()
    {
        _progress.Begin(new Dictionary<string, long> { ["a"] = 5 });

        Assert.Equal((0, 4L), _progress.Note(Entry("a", 10, 1)));
        Assert.Equal((0, 0L), _progress.Note(Entry("a", 11, 1)));
        Assert.Equal(4, _progress.Missing);
        _progress.Committed();
        Assert.Equal(0, _progress.Missing);
        Assert.False(_progress.HasChanged);
    }

    [Fact]
    public void A_sequence_number_out_of_range_changes_nothing()
    {
        Assert.Null(_progress.Note(Entry("a", 1L << 40, 1)));
        Assert.False(_progress.HasChanged);
        Assert.Equal((0, 0L), _progress.Note(Entry("a", 1, 1)));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("web\n1", 1, 1)]
    [InlineData("wéb", 1, 1)]
    [InlineData("a", 0, 1)]
    [InlineData("a", 1, 0)]
    [InlineData("a", 1L << 53, 1)]
    public void An_entry_without_sound_producer_number_and_count_is_not_sound(string producer, long first, int count) =>
        Assert.False(ProducerProgress.IsSound(Entry(producer, first, count)));

    [Fact]
    public void A_producers_name_of_ours_is_sound() => Assert.True(ProducerProgress.IsSound(Entry("roll:p07>p12", 1, 1)));

    private static LogEntry Entry(string producer, long first, int count) => new(default, producer, new EventBatch(first, count, default));
}
