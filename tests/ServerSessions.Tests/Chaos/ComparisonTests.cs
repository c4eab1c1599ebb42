using ServerSessions.Chaos.Compare;
using ServerSessions.Chaos.Journal;

namespace ServerSessions.Tests.Chaos;

public class ComparisonTests
{
    private static readonly Pseudonym Key = new(1, 1);

    [Fact]
    public void What_was_acknowledged_and_folded_once_in_order_is_as_it_should_be()
    {
        var verdict = Comparison.Of(Sent(acknowledged: [0, 1, 2]), Folded(0, 1, 2));
        Assert.Equal((3, 0, 0, 0, 0), (verdict.Acknowledged, verdict.Lost, verdict.Doubled, verdict.Reordered, verdict.Strange));
    }

    [Fact]
    public void An_acknowledged_event_in_no_journey_is_lost()
    {
        Assert.Equal(1, Comparison.Of(Sent(acknowledged: [0, 1, 2]), Folded(0, 2)).Lost);
        Assert.Equal(3, Comparison.Of(Sent(acknowledged: [0, 1, 2]), new FoldedEvents()).Lost);
    }

    [Fact]
    public void An_event_folded_again_is_doubled_whether_side_by_side_or_later()
    {
        var collapsed = new FoldedEvents();
        collapsed.Add(Key, 0, times: 3);
        Assert.Equal(2, Comparison.Of(Sent(acknowledged: [0]), collapsed).Doubled);
        Assert.Equal(2, Comparison.Of(Sent(acknowledged: [0, 1]), Folded(0, 1, 0, 1)).Doubled);
    }

    [Fact]
    public void An_event_before_one_that_was_sent_earlier_is_out_of_order() =>
        Assert.Equal(1, Comparison.Of(Sent(acknowledged: [0, 1, 2]), Folded(0, 2, 1)).Reordered);

    [Fact]
    public void What_was_never_acknowledged_may_be_there_once_or_not_at_all()
    {
        var verdict = Comparison.Of(Sent(acknowledged: [0], inDoubt: [1, 2]), Folded(0, 2));
        Assert.Equal((0, 2, 1, 0), (verdict.Lost, verdict.InDoubt, verdict.InDoubtFolded, verdict.Doubled));
        Assert.Equal(1, Comparison.Of(Sent(acknowledged: [], inDoubt: [1]), Folded(1, 1)).Doubled);
    }

    [Fact]
    public void An_event_that_no_producer_sent_is_strange()
    {
        var folded = Folded(0, 7);
        folded.Add(new Pseudonym(9, 9), 0);
        Assert.Equal(2, Comparison.Of(Sent(acknowledged: [0]), folded).Strange);
    }

    private static SentEvents Sent(int[] acknowledged, params int[] inDoubt)
    {
        var sent = new SentEvents();
        foreach (var number in acknowledged.Concat(inDoubt))
            sent.Send(Key, number);
        foreach (var number in acknowledged)
            sent.Acknowledge(Key, number);
        return sent;
    }

    private static FoldedEvents Folded(params int[] numbers)
    {
        var folded = new FoldedEvents();
        foreach (var number in numbers)
            folded.Add(Key, number);
        return folded;
    }
}
