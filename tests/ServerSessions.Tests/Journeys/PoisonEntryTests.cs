using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Model.Notices;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>An entry that cannot be folded buries what is harmed, and only that; its numbers are used up and its events counted.</summary>
public class PoisonEntryTests
{
    private readonly RollBench _bench = new();
    private readonly int _partition;

    public PoisonEntryTests() => _partition = _bench.PartitionOf(Page(0, "/a"));

    [Fact]
    public async Task Events_beside_one_that_always_fails_are_folded_and_the_producers_progress_is_noted()
    {
        await AppendAsync(Page(0, "/a"), null, Page(1, "/b"));
        await AppendAsync(Page(2, "/c"));
        var failures = await RollUntilDoneAsync();
        _bench.MoveTo(At(4_000));
        await _bench.RollAllAsync();

        Assert.Equal(3, failures);
        Assert.Equal(3, Assert.Single(await _bench.JourneysAsync()).Requests);
        var status = await _bench.Storage.StatusAsync(_partition, default);
        Assert.Equal((1, 1, 0, 0), (status.DeadLettered, status.Buried, status.Missing, status.Backlog));
        Assert.Equal(4, (await _bench.Storage.LoadAsync(_partition, default)).Folded["web"]);
        Assert.StartsWith("1 of its 3 events", Assert.Single(await _bench.Storage.DeadLettersAsync(_partition, 10, default)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_of_many_harmed_events_is_given_up_after_a_bounded_number_of_tries()
    {
        await AppendAsync([Page(0, "/a"), .. Enumerable.Repeat<RequestEvent?>(null, 100)]);
        Assert.InRange(await RollUntilDoneAsync(), 3, 3 + EntryFailures.MaxSingle);
        var status = await _bench.Storage.StatusAsync(_partition, default);
        Assert.Equal((1, 100, 0, 0), (status.DeadLettered, status.Buried, status.Missing, status.Backlog));
    }

    [Fact]
    public async Task The_sessions_of_an_entry_that_is_no_batch_are_incomplete_where_they_can_be_read()
    {
        await _bench.AppendAsync(Page(0, "/a"));
        var encoder = new EventBatchEncoder();
        encoder.Begin("");
        encoder.Add(Page(1, "/b"));
        await _bench.AppendAsync(_partition, 1, encoder.Finish()[..^1].ToArray());
        await _bench.AppendAsync(Page(2, "/c"));
        _bench.MoveTo(At(4_000));
        await _bench.RollAllAsync();

        var journey = Assert.Single(await _bench.JourneysAsync());
        Assert.Equal((2, true), (journey.Requests, journey.HasGaps));
        var status = await _bench.Storage.StatusAsync(_partition, default);
        Assert.Equal((1, 1, 0), (status.DeadLettered, status.Buried, status.Missing));
    }

    [Fact]
    public void A_session_whose_first_event_is_lost_is_incomplete_and_the_next_one_follows_an_incomplete_one()
    {
        foreach (var restarting in new[] { false, true })
        {
            var run = new FoldRun(restarting: restarting);
            run.Fold.Miss(Visitor(1), At(0));
            run.Live(Page(1, "/b"), Page(4_000, "/c"));
            Assert.True(Assert.Single(run.Closed).HasGaps);
            var next = run.Fold.Session(Visitor(1))!;
            Assert.Equal((false, true), (next.Gaps.HasGaps, next.Gaps.FollowsGaps));
            run.Live(Page(8_000, "/d"));
            Assert.False(run.Fold.Session(Visitor(1))!.Gaps.FollowsGaps);
        }
    }

    // What is null fails: a finding for the session that brings none.
    private async Task AppendAsync(params RequestEvent?[] events)
    {
        var encoder = new EventBatchEncoder();
        encoder.Begin("");
        foreach (var e in events)
            if (e is { } good)
                encoder.Add(good);
            else
                encoder.Add(new Signal(ActorKind.Session, default, SessionId.Create(At(0), _partition, Visitor(1)), new SessionFindingNotice { Time = At(0) }));
        _bench.MoveTo(At(2));
        await _bench.AppendAsync(_partition, events.Length, encoder.Finish().ToArray());
    }

    private async Task<int> RollUntilDoneAsync()
    {
        using var rest = new CancellationTokenSource();
        var roller = _bench.Roller(FaultyStorage.Over(_bench.Storage, call =>
        {
            if (call == nameof(ISessionStorage.WaitAsync))
                rest.Cancel();
        }));
        for (var failures = 0; ; failures++)
        {
            var lease = (await _bench.Storage.AcquireAsync(_partition, "worker", TimeSpan.FromSeconds(3), default))!.Value;
            try
            {
                await roller.RunAsync(lease, rest.Token);
                return failures;
            }
            catch (FormatException)
            {
            }
            finally
            {
                await _bench.Storage.ReleaseAsync(lease, default);
            }
        }
    }
}
